/** DeepSeek: API keys of 35 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'deepseek',
  name: 'DeepSeek',
  docs: 'https://api-docs.deepseek.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'deepseek-api-key',
          about: 'DeepSeek API key',
          pattern:
            /(?:deepseek|Deepseek|DEEPSEEK)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>sk-[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['deepseek'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DEEPSEEK_API_KEY=sk-{a-f0-9:32}',
            'deepseekToken: "sk-{a-f0-9:32}"',
            "'deepseek_secret' => 'sk-{a-f0-9:32}'",
          ],
          lookalikes: [
            'DEEPSEEK_API_KEY=sk-{a-f0-9:24}',
            'deepseek says that sk-{a-f0-9:32} is a commit',
            'OTHER_KEY=sk-{a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
