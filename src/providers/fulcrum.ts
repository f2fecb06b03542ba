/** Fulcrum: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fulcrum',
  name: 'Fulcrum',
  docs: 'https://docs.fulcrumapp.com/reference/intro',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'fulcrum-api-token',
          about: 'Fulcrum API token',
          names: ['fulcrum'],
          key: /[a-z0-9]{80}/,
        }),
      ],
    },
  },
})
