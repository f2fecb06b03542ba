/** Z.ai: API keys of 49 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
          judge: judgeByName,
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
