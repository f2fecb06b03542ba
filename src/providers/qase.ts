/** Qase: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'qase',
  name: 'Qase',
  docs: 'https://developers.qase.io/reference',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'qase-api-token',
          about: 'Qase API token',
          names: ['qase'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
