/** Clearbit: API keys of 35 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'clearbit',
  name: 'Clearbit',
  docs: 'https://dashboard.clearbit.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'clearbit-api-key',
          about: 'Clearbit API key',
          pattern:
            /(?:clearbit|Clearbit|CLEARBIT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>sk_[a-z0-9]{32})(?![A-Za-z0-9_-])/,
          literals: ['clearbit'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CLEARBIT_API_KEY=sk_{a-z0-9:32}',
            'clearbitToken: "sk_{a-z0-9:32}"',
            "'clearbit_secret' => 'sk_{a-z0-9:32}'",
          ],
          lookalikes: [
            'CLEARBIT_API_KEY=sk_{a-z0-9:24}',
            'clearbit says that sk_{a-z0-9:32} is a commit',
            'OTHER_KEY=sk_{a-z0-9:32}',
          ],
        },
        {
          rule: 'clearbit-api-key-old',
          about: 'Clearbit API key',
          pattern:
            /(?:clearbit|Clearbit|CLEARBIT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{35})(?![A-Za-z0-9])/,
          literals: ['clearbit'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CLEARBIT_API_KEY={a-z0-9:35}',
            'clearbitToken: "{a-z0-9:35}"',
            "'clearbit_secret' => '{a-z0-9:35}'",
          ],
          lookalikes: [
            'CLEARBIT_API_KEY={a-z0-9:27}',
            'clearbit says that {a-z0-9:35} is a commit',
            'OTHER_KEY={a-z0-9:35}',
          ],
        },
      ],
    },
  },
})
