/** Leadfeeder: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'leadfeeder',
  name: 'Leadfeeder',
  docs: 'https://docs.leadfeeder.com/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'leadfeeder-api-token',
          about: 'Leadfeeder API token',
          names: ['leadfeeder'],
          key: /[A-Za-z0-9-]{43}/,
        }),
      ],
    },
  },
})
