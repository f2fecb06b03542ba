/** Adobe: client secrets begin with `p8e-`; client ids of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'adobe',
  name: 'Adobe',
  docs: 'https://developer.adobe.com/developer-console/docs/guides/authentication/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'adobe-client-secret',
          about: 'Adobe client secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>p8e-[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/,
          literals: ['p8e-'],
          minEntropy: 3,
          examples: ['KEY=p8e-{A-Za-z0-9_-:32}', '"p8e-{A-Za-z0-9_-:32}"'],
          lookalikes: ['p8e-{A-Za-z0-9_-:24}', 'qp8e-{A-Za-z0-9_-:32}'],
        },
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        {
          rule: 'adobe-client-id',
          about: 'Adobe client id',
          pattern:
            /(?:adobe|Adobe|ADOBE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['adobe'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['ADOBE_API_KEY={a-f0-9:32}', 'adobeToken: "{a-f0-9:32}"', "'adobe_secret' => '{a-f0-9:32}'"],
          lookalikes: ['ADOBE_API_KEY={a-f0-9:24}', 'adobe says that {a-f0-9:32} is a commit', 'OTHER_KEY={a-f0-9:32}'],
        },
      ],
    },
  },
})
