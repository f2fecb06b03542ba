/** MaxMind: license keys of 40 characters; license keys of 16 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'maxmind',
  name: 'MaxMind',
  docs: 'https://support.maxmind.com/hc/en-us/articles/4407111582235',
  keys: {
    'license-key': {
      label: 'license key',
      about: 'license key',
      detect: [
        {
          rule: 'maxmind-license-key',
          about: 'MaxMind license key',
          pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![A-Za-z0-9])/,
          literals: ['_mmk'],
          minEntropy: 3,
          window: { before: 48, after: 72 },
          examples: ['KEY={A-Za-z0-9:6}_{A-Za-z0-9:29}_mmk', '"{A-Za-z0-9:6}_{A-Za-z0-9:29}_mmk"'],
          lookalikes: ['{A-Za-z0-9:6}_{A-Za-z0-9:20}_mmk', '{A-Za-z0-9:6}_{A-Za-z0-9:29}_mmx'],
        },
        {
          rule: 'maxmind-license-key-old',
          about: 'MaxMind license key',
          pattern:
            /(?:maxmind|Maxmind|MAXMIND|geolite|Geolite|GEOLITE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{16})(?![A-Za-z0-9])/,
          literals: ['maxmind', 'geolite'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: [
            'MAXMIND_API_KEY={A-Za-z0-9:16}',
            'maxmindToken: "{A-Za-z0-9:16}"',
            "'maxmind_secret' => '{A-Za-z0-9:16}'",
          ],
          lookalikes: [
            'MAXMIND_API_KEY={A-Za-z0-9:12}',
            'maxmind says that {A-Za-z0-9:16} is a commit',
            'OTHER_KEY={A-Za-z0-9:16}',
          ],
        },
      ],
    },
  },
})
