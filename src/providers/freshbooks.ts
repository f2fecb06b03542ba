/** FreshBooks: access tokens of 64 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'freshbooks',
  name: 'FreshBooks',
  docs: 'https://www.freshbooks.com/api/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'freshbooks-access-token',
          about: 'FreshBooks access token',
          pattern:
            /(?:freshbooks|Freshbooks|FRESHBOOKS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{64})(?![A-Za-z0-9])/,
          literals: ['freshbooks'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'FRESHBOOKS_API_KEY={a-z0-9:64}',
            'freshbooksToken: "{a-z0-9:64}"',
            "'freshbooks_secret' => '{a-z0-9:64}'",
          ],
          lookalikes: [
            'FRESHBOOKS_API_KEY={a-z0-9:48}',
            'freshbooks says that {a-z0-9:64} is a commit',
            'OTHER_KEY={a-z0-9:64}',
          ],
        },
      ],
    },
  },
})
