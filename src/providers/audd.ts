/** AudD: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'audd',
  name: 'AudD',
  docs: 'https://docs.audd.io/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'audd-api-token',
          about: 'AudD API token',
          names: ['audd'],
          key: /[a-z0-9-]{32}/,
        }),
      ],
    },
  },
})
