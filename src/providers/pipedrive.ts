/** Pipedrive: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pipedrive',
  name: 'Pipedrive',
  docs: 'https://pipedrive.readme.io/docs/core-api-concepts-authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'pipedrive-api-token',
          about: 'Pipedrive API token',
          names: ['pipe drive'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
