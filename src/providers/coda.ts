/** Coda: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coda',
  name: 'Coda',
  docs: 'https://coda.io/developers/apis/v1',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'coda-api-token',
          about: 'Coda API token',
          names: ['coda'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
          common: true,
        }),
      ],
    },
  },
})
