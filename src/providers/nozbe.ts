/** Nozbe: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nozbe',
  name: 'Nozbe',
  docs: 'https://nozbe.help/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'nozbe-api-token',
          about: 'Nozbe API token',
          names: ['nozbe', 'nozbe teams'],
          key: /[A-Za-z0-9]{16}_[A-Za-z0-9_=-]{64}/,
        }),
      ],
    },
  },
})
