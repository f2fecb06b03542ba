/** Coveralls: repo tokens of 37 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'coveralls',
  name: 'Coveralls',
  docs: 'https://docs.coveralls.io/api-introduction',
  keys: {
    'repo-token': {
      label: 'repo token',
      about: 'repo token',
      detect: [
        {
          rule: 'coveralls-repo-token',
          about: 'Coveralls repo token',
          pattern:
            /(?:coveralls|Coveralls|COVERALLS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9-]{32,37})(?![A-Za-z0-9])/,
          literals: ['coveralls'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'COVERALLS_API_KEY={A-Za-z0-9-:34}',
            'coverallsToken: "{A-Za-z0-9-:34}"',
            "'coveralls_secret' => '{A-Za-z0-9-:34}'",
          ],
          lookalikes: [
            'COVERALLS_API_KEY={A-Za-z0-9-:24}',
            'coveralls says that {A-Za-z0-9-:34} is a commit',
            'OTHER_KEY={A-Za-z0-9-:34}',
          ],
        },
      ],
    },
  },
})
