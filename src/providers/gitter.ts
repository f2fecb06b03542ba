/** Gitter: access tokens of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'gitter',
  name: 'Gitter',
  docs: 'https://developer.gitter.im/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'gitter-access-token',
          about: 'Gitter access token',
          pattern:
            /(?:gitter|Gitter|GITTER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/,
          literals: ['gitter'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'GITTER_API_KEY={A-Za-z0-9_-:40}',
            'gitterToken: "{A-Za-z0-9_-:40}"',
            "'gitter_secret' => '{A-Za-z0-9_-:40}'",
          ],
          lookalikes: [
            'GITTER_API_KEY={A-Za-z0-9_-:30}',
            'gitter says that {A-Za-z0-9_-:40} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:40}',
          ],
        },
      ],
    },
  },
})
