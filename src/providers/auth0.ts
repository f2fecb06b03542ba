/** Auth0: client secrets of 64 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'auth0',
  name: 'Auth0',
  docs: 'https://auth0.com/docs/get-started/applications/application-settings',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'auth0-client-secret',
          about: 'Auth0 client secret',
          pattern:
            /(?:auth0|Auth0|AUTH0)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{64})(?![A-Za-z0-9_-])/,
          literals: ['auth0'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'AUTH0_API_KEY={A-Za-z0-9_-:64}',
            'auth0Token: "{A-Za-z0-9_-:64}"',
            "'auth0_secret' => '{A-Za-z0-9_-:64}'",
          ],
          lookalikes: [
            'AUTH0_API_KEY={A-Za-z0-9_-:48}',
            'auth0 says that {A-Za-z0-9_-:64} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:64}',
          ],
        },
      ],
    },
  },
})
