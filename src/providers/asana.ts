/** Asana: access tokens of 51 characters, known by the name beside them; access tokens of 68 characters, known by the name beside them; client secrets of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'asana',
  name: 'Asana',
  docs: 'https://developers.asana.com/docs/personal-access-token',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'asana-access-token',
          about: 'Asana access token',
          pattern:
            /(?:asana|Asana|ASANA)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[0-9]{1}\/[0-9]{10,16}:[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['asana'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ASANA_API_KEY={0-9:1}/{0-9:13}:{a-f0-9:32}',
            'asanaToken: "{0-9:1}/{0-9:13}:{a-f0-9:32}"',
            "'asana_secret' => '{0-9:1}/{0-9:13}:{a-f0-9:32}'",
          ],
          lookalikes: [
            'ASANA_API_KEY={0-9:1}/{0-9:13}:{a-f0-9:24}',
            'asana says that {0-9:1}/{0-9:13}:{a-f0-9:32} is a commit',
            'OTHER_KEY={0-9:1}/{0-9:13}:{a-f0-9:32}',
          ],
        },
        {
          rule: 'asana-access-token-v2',
          about: 'Asana access token',
          pattern:
            /(?:asana|Asana|ASANA)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[0-9]{1}\/[0-9]{13,16}\/[0-9]{13,16}:[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['asana'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ASANA_API_KEY={0-9:1}/{0-9:14}/{0-9:14}:{a-f0-9:32}',
            'asanaToken: "{0-9:1}/{0-9:14}/{0-9:14}:{a-f0-9:32}"',
            "'asana_secret' => '{0-9:1}/{0-9:14}/{0-9:14}:{a-f0-9:32}'",
          ],
          lookalikes: [
            'ASANA_API_KEY={0-9:1}/{0-9:14}/{0-9:14}:{a-f0-9:24}',
            'asana says that {0-9:1}/{0-9:14}/{0-9:14}:{a-f0-9:32} is a commit',
            'OTHER_KEY={0-9:1}/{0-9:14}/{0-9:14}:{a-f0-9:32}',
          ],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'asana-client-secret',
          about: 'Asana client secret',
          pattern:
            /(?:asana|Asana|ASANA)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['asana'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['ASANA_API_KEY={a-z0-9:32}', 'asanaToken: "{a-z0-9:32}"', "'asana_secret' => '{a-z0-9:32}'"],
          lookalikes: ['ASANA_API_KEY={a-z0-9:24}', 'asana says that {a-z0-9:32} is a commit', 'OTHER_KEY={a-z0-9:32}'],
        },
      ],
    },
  },
})
