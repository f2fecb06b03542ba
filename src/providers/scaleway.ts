/** Scaleway: access key ids begin with `SCW`; secret keys of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scaleway',
  name: 'Scaleway',
  docs: 'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
  keys: {
    'access-key-id': {
      label: 'access key id',
      about: 'access key id',
      detect: [
        {
          rule: 'scaleway-access-key-id',
          about: 'Scaleway access key id',
          pattern: /(?<![A-Za-z0-9])(?<secret>SCW[A-Z0-9]{17})(?![A-Za-z0-9])/,
          literals: ['scw'],
          minEntropy: 3,
          examples: ['KEY=SCW{A-Z0-9:17}', '"SCW{A-Z0-9:17}"'],
          lookalikes: ['SCW{A-Z0-9:13}', 'qSCW{A-Z0-9:17}'],
        },
      ],
    },
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'scaleway-secret-key',
          about: 'Scaleway secret key',
          names: ['scaleway', 'scw'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
