/** Twitter: bearer tokens begin with `AAAAAAAAAAAAAAAAAAAAA`; API keys of 25 characters, known by the name beside them; API secrets of 50 characters, known by the name beside them; access tokens of 61 characters, known by the name beside them; access secrets of 45 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'twitter',
  name: 'Twitter',
  docs: 'https://docs.x.com/resources/fundamentals/authentication/overview',
  keys: {
    'bearer-token': {
      label: 'bearer token',
      about: 'bearer token',
      detect: [
        {
          rule: 'twitter-bearer-token',
          about: 'Twitter bearer token',
          pattern: /(?<![A-Za-z0-9])(?<secret>AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{80,100})(?![A-Za-z0-9])/,
          literals: ['aaaaaaaaaaaaaaaaaaaaa'],
          minEntropy: 3.5,
          examples: ['KEY=AAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:90}', '"AAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:90}"'],
          lookalikes: ['AAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:60}', 'qAAAAAAAAAAAAAAAAAAAAA{A-Za-z0-9%:90}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'twitter-api-key',
          about: 'Twitter API key',
          pattern:
            /(?:twitter|Twitter|TWITTER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{25})(?![A-Za-z0-9])/,
          literals: ['twitter'],
          minEntropy: 3.2,
          judge: judgeByName,
          examples: [
            'TWITTER_API_KEY={A-Za-z0-9:25}',
            'twitterToken: "{A-Za-z0-9:25}"',
            "'twitter_secret' => '{A-Za-z0-9:25}'",
          ],
          lookalikes: [
            'TWITTER_API_KEY={A-Za-z0-9:19}',
            'twitter says that {A-Za-z0-9:25} is a commit',
            'OTHER_KEY={A-Za-z0-9:25}',
          ],
        },
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        {
          rule: 'twitter-api-secret',
          about: 'Twitter API secret',
          pattern:
            /(?:twitter|Twitter|TWITTER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{50})(?![A-Za-z0-9])/,
          literals: ['twitter'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'TWITTER_API_KEY={A-Za-z0-9:50}',
            'twitterToken: "{A-Za-z0-9:50}"',
            "'twitter_secret' => '{A-Za-z0-9:50}'",
          ],
          lookalikes: [
            'TWITTER_API_KEY={A-Za-z0-9:38}',
            'twitter says that {A-Za-z0-9:50} is a commit',
            'OTHER_KEY={A-Za-z0-9:50}',
          ],
        },
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'twitter-access-token',
          about: 'Twitter access token',
          pattern:
            /(?:twitter|Twitter|TWITTER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[0-9]{15,20}-[A-Za-z0-9]{20,40})(?![A-Za-z0-9])/,
          literals: ['twitter'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'TWITTER_API_KEY={0-9:17}-{A-Za-z0-9:30}',
            'twitterToken: "{0-9:17}-{A-Za-z0-9:30}"',
            "'twitter_secret' => '{0-9:17}-{A-Za-z0-9:30}'",
          ],
          lookalikes: [
            'TWITTER_API_KEY={0-9:17}-{A-Za-z0-9:15}',
            'twitter says that {0-9:17}-{A-Za-z0-9:30} is a commit',
            'OTHER_KEY={0-9:17}-{A-Za-z0-9:30}',
          ],
        },
      ],
    },
    'access-secret': {
      label: 'access secret',
      about: 'access secret',
      detect: [
        {
          rule: 'twitter-access-secret',
          about: 'Twitter access secret',
          pattern:
            /(?:twitter|Twitter|TWITTER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{45})(?![A-Za-z0-9])/,
          literals: ['twitter'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'TWITTER_API_KEY={A-Za-z0-9:45}',
            'twitterToken: "{A-Za-z0-9:45}"',
            "'twitter_secret' => '{A-Za-z0-9:45}'",
          ],
          lookalikes: [
            'TWITTER_API_KEY={A-Za-z0-9:34}',
            'twitter says that {A-Za-z0-9:45} is a commit',
            'OTHER_KEY={A-Za-z0-9:45}',
          ],
        },
      ],
    },
  },
})
