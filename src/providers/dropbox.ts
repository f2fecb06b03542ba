/** Dropbox: access tokens begin with `sl.`; access tokens of 163 characters, known by the name beside them; legacy tokens of 64 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'dropbox',
  name: 'Dropbox',
  docs: 'https://developers.dropbox.com/oauth-guide',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'dropbox-access-token',
          about: 'Dropbox access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sl\.[A-Za-z0-9_=-]{130,1400})(?![A-Za-z0-9_-])/,
          literals: ['sl.'],
          minEntropy: 4,
          window: { before: 8, after: 1419 },
          examples: ['KEY=sl.{A-Za-z0-9_=-:765}', '"sl.{A-Za-z0-9_=-:765}"'],
          lookalikes: ['sl.{A-Za-z0-9_=-:98}', 'qsl.{A-Za-z0-9_=-:765}'],
        },
        {
          rule: 'dropbox-named-token',
          about: 'Dropbox access token',
          pattern:
            /(?:dropbox|Dropbox|DROPBOX)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>sl\.[A-Za-z0-9_=-]{100,160})(?![A-Za-z0-9_-])/,
          literals: ['dropbox'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DROPBOX_API_KEY=sl.{A-Za-z0-9_=-:130}',
            'dropboxToken: "sl.{A-Za-z0-9_=-:130}"',
            "'dropbox_secret' => 'sl.{A-Za-z0-9_=-:130}'",
          ],
          lookalikes: [
            'DROPBOX_API_KEY=sl.{A-Za-z0-9_=-:75}',
            'dropbox says that sl.{A-Za-z0-9_=-:130} is a commit',
            'OTHER_KEY=sl.{A-Za-z0-9_=-:130}',
          ],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        {
          rule: 'dropbox-legacy-token',
          about: 'Dropbox legacy token',
          pattern:
            /(?:dropbox|Dropbox|DROPBOX)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43})(?![A-Za-z0-9_-])/,
          literals: ['dropbox'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DROPBOX_API_KEY={A-Za-z0-9:11}AAAAAAAAAA{A-Za-z0-9_=-:43}',
            'dropboxToken: "{A-Za-z0-9:11}AAAAAAAAAA{A-Za-z0-9_=-:43}"',
            "'dropbox_secret' => '{A-Za-z0-9:11}AAAAAAAAAA{A-Za-z0-9_=-:43}'",
          ],
          lookalikes: [
            'DROPBOX_API_KEY={A-Za-z0-9:11}AAAAAAAAAA{A-Za-z0-9_=-:33}',
            'dropbox says that {A-Za-z0-9:11}AAAAAAAAAA{A-Za-z0-9_=-:43} is a commit',
            'OTHER_KEY={A-Za-z0-9:11}AAAAAAAAAA{A-Za-z0-9_=-:43}',
          ],
        },
      ],
    },
  },
})
