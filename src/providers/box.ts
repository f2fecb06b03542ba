/** Box: access tokens of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'box',
  name: 'Box',
  docs: 'https://developer.box.com/guides/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'box-access-token',
          about: 'Box access token',
          pattern:
            /(?:(?<![A-Za-z])(?:box|BOX)|Box)[_.-]?(?:\w{1,12}[_.-])?(?:[A-Za-z]{0,8}(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET))\w{0,8}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['box'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['BOX_API_KEY={A-Za-z0-9:32}', 'boxToken: "{A-Za-z0-9:32}"', "'box_secret' => '{A-Za-z0-9:32}'"],
          lookalikes: [
            'BOX_API_KEY={A-Za-z0-9:24}',
            'box says that {A-Za-z0-9:32} is a commit',
            'OTHER_KEY={A-Za-z0-9:32}',
          ],
        },
      ],
    },
  },
})
