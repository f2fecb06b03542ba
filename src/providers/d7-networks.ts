/** D7 Networks: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'd7-networks',
  name: 'D7 Networks',
  docs: 'https://d7networks.com/docs/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'd7-networks-api-token',
          about: 'D7 Networks API token',
          names: ['d7 network'],
          key: /[A-Za-z0-9+/]{23}=/,
        }),
      ],
    },
  },
})
