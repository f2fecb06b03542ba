/** Sanity: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sanity',
  name: 'Sanity',
  docs: 'https://www.sanity.io/docs/http-auth',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sanity-api-token',
          about: 'Sanity API token',
          names: ['sanity'],
          common: true,
          key: /sk[A-Za-z0-9]{79}/,
        }),
      ],
    },
  },
})
