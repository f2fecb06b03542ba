/** Z.ai: API keys of 49 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'zai',
  name: 'Z.ai',
  docs: 'https://docs.z.ai/guides/overview/quick-start',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'zai-api-key',
          about: 'Z.ai API key',
          pattern:
            /(?:zai|Zai|ZAI|z_ai|ZAi|Z_AI|zhipu|Zhipu|ZHIPU|zhipuai|Zhipuai|ZHIPUAI|bigmodel|Bigmodel|BIGMODEL)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32}\.[A-Za-z0-9]{16})(?![A-Za-z0-9])/,
          literals: ['zai', 'z_ai', 'zhipu', 'zhipuai', 'bigmodel'],
          minEntropy: 3,
          judge,
          examples: [
            'ZAI_API_KEY={a-f0-9:32}.{A-Za-z0-9:16}',
            'zaiToken: "{a-f0-9:32}.{A-Za-z0-9:16}"',
            "'zai_secret' => '{a-f0-9:32}.{A-Za-z0-9:16}'",
          ],
          lookalikes: [
            'ZAI_API_KEY={a-f0-9:32}.{A-Za-z0-9:12}',
            'zai says that {a-f0-9:32}.{A-Za-z0-9:16} is a commit',
            'OTHER_KEY={a-f0-9:32}.{A-Za-z0-9:16}',
          ],
        },
      ],
    },
  },
})
