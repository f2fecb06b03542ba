/** Kagi: API keys of 55 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'kagi',
  name: 'Kagi',
  docs: 'https://help.kagi.com/kagi/api/overview.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'kagi-api-key',
          about: 'Kagi API key',
          pattern:
            /(?:kagi|Kagi|KAGI)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['kagi'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'KAGI_API_KEY={A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}',
            'kagiToken: "{A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}"',
            "'kagi_secret' => '{A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}'",
          ],
          lookalikes: [
            'KAGI_API_KEY={A-Za-z0-9_-:11}.{A-Za-z0-9_-:33}',
            'kagi says that {A-Za-z0-9_-:11}.{A-Za-z0-9_-:43} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}',
          ],
        },
      ],
    },
  },
})
