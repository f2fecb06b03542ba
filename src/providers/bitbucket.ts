/** Bitbucket: app passwords begin with `ATBB`; client secrets of 64 characters, known by the name beside them; access tokens of 44 characters, known by the name beside them; client ids of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'bitbucket',
  name: 'Bitbucket',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  keys: {
    'app-password': {
      label: 'app password',
      about: 'app password',
      detect: [
        {
          rule: 'bitbucket-app-password',
          about: 'Bitbucket app password',
          pattern: /(?<![A-Za-z0-9])(?<secret>ATBB[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['atbb'],
          minEntropy: 3,
          examples: ['KEY=ATBB{A-Za-z0-9:32}', '"ATBB{A-Za-z0-9:32}"'],
          lookalikes: ['ATBB{A-Za-z0-9:24}', 'qATBB{A-Za-z0-9:32}'],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'bitbucket-client-secret',
          about: 'Bitbucket client secret',
          pattern:
            /(?:bitbucket|Bitbucket|BITBUCKET)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_=-]{64})(?![A-Za-z0-9_-])/,
          literals: ['bitbucket'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'BITBUCKET_API_KEY={A-Za-z0-9_=-:64}',
            'bitbucketToken: "{A-Za-z0-9_=-:64}"',
            "'bitbucket_secret' => '{A-Za-z0-9_=-:64}'",
          ],
          lookalikes: [
            'BITBUCKET_API_KEY={A-Za-z0-9_=-:48}',
            'bitbucket says that {A-Za-z0-9_=-:64} is a commit',
            'OTHER_KEY={A-Za-z0-9_=-:64}',
          ],
        },
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'bitbucket-access-token',
          about: 'Bitbucket access token',
          pattern:
            /(?:bitbucket|Bitbucket|BITBUCKET)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{44})(?![A-Za-z0-9_-])/,
          literals: ['bitbucket'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'BITBUCKET_API_KEY={A-Za-z0-9_-:44}',
            'bitbucketToken: "{A-Za-z0-9_-:44}"',
            "'bitbucket_secret' => '{A-Za-z0-9_-:44}'",
          ],
          lookalikes: [
            'BITBUCKET_API_KEY={A-Za-z0-9_-:33}',
            'bitbucket says that {A-Za-z0-9_-:44} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:44}',
          ],
        },
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        {
          rule: 'bitbucket-client-id',
          about: 'Bitbucket client id',
          pattern:
            /(?:bitbucket|Bitbucket|BITBUCKET)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{30,32})(?![A-Za-z0-9])/,
          literals: ['bitbucket'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'BITBUCKET_API_KEY={A-Za-z0-9:31}',
            'bitbucketToken: "{A-Za-z0-9:31}"',
            "'bitbucket_secret' => '{A-Za-z0-9:31}'",
          ],
          lookalikes: [
            'BITBUCKET_API_KEY={A-Za-z0-9:23}',
            'bitbucket says that {A-Za-z0-9:31} is a commit',
            'OTHER_KEY={A-Za-z0-9:31}',
          ],
        },
      ],
    },
  },
})
