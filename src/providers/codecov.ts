/** Codecov: access tokens of 32 characters, known by the name beside them; upload tokens of 36 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'codecov',
  name: 'Codecov',
  docs: 'https://docs.codecov.com/docs/codecov-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'codecov-access-token',
          about: 'Codecov access token',
          pattern:
            /(?:codecov|Codecov|CODECOV)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['codecov'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['CODECOV_API_KEY={a-z0-9:32}', 'codecovToken: "{a-z0-9:32}"', "'codecov_secret' => '{a-z0-9:32}'"],
          lookalikes: [
            'CODECOV_API_KEY={a-z0-9:24}',
            'codecov says that {a-z0-9:32} is a commit',
            'OTHER_KEY={a-z0-9:32}',
          ],
        },
      ],
    },
    'upload-token': {
      label: 'upload token',
      about: 'upload token',
      detect: [
        {
          rule: 'codecov-upload-token',
          about: 'Codecov upload token',
          pattern:
            /(?:codecov|Codecov|CODECOV)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['codecov'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CODECOV_API_KEY={a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            'codecovToken: "{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
            "'codecov_secret' => '{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}'",
          ],
          lookalikes: [
            'CODECOV_API_KEY={a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'codecov says that {a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12} is a commit',
            'OTHER_KEY={a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
  },
})
