/** ButterCMS: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'buttercms',
  name: 'ButterCMS',
  docs: 'https://buttercms.com/docs/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'buttercms-api-token',
          about: 'ButterCMS API token',
          names: ['buttercms', 'butter cms'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
