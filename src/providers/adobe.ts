/** Adobe: client secrets begin with `p8e-`; client ids of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

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
        keyBesideName({
          rule: 'adobe-client-id',
          about: 'Adobe client id',
          names: ['adobe'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
