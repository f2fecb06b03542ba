/** Travis CI: access tokens of 22 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'travis-ci',
  name: 'Travis CI',
  docs: 'https://docs.travis-ci.com/user/triggering-builds/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'travis-ci-access-token',
          about: 'Travis CI access token',
          pattern:
            /(?:travis|Travis|TRAVIS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/,
          literals: ['travis'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'TRAVIS_API_KEY={A-Za-z0-9_-:22}',
            'travisToken: "{A-Za-z0-9_-:22}"',
            "'travis_secret' => '{A-Za-z0-9_-:22}'",
          ],
          lookalikes: [
            'TRAVIS_API_KEY={A-Za-z0-9_-:17}',
            'travis says that {A-Za-z0-9_-:22} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:22}',
          ],
        },
      ],
    },
  },
})
