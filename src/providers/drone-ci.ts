/** Drone CI: access tokens of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'drone-ci',
  name: 'Drone CI',
  docs: 'https://docs.drone.io/cli/configure/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'drone-ci-access-token',
          about: 'Drone CI access token',
          pattern:
            /(?:drone|Drone|DRONE)[_.-]?(?:\w{1,12}[_.-])?(?:[A-Za-z]{0,8}(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET))\w{0,8}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-zA-Z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['drone'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DRONE_API_KEY={a-zA-Z0-9:32}',
            'droneToken: "{a-zA-Z0-9:32}"',
            "'drone_secret' => '{a-zA-Z0-9:32}'",
          ],
          lookalikes: [
            'DRONE_API_KEY={a-zA-Z0-9:24}',
            'drone says that {a-zA-Z0-9:32} is a commit',
            'OTHER_KEY={a-zA-Z0-9:32}',
          ],
        },
      ],
    },
  },
})
