/** Loadmill: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'loadmill',
  name: 'Loadmill',
  docs: 'https://docs.loadmill.com/api-testing/working-with-the-editor/api-tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'loadmill-api-token',
          about: 'Loadmill API token',
          names: ['loadmill'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
