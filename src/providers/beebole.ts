/** BeeBole: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'beebole',
  name: 'BeeBole',
  docs: 'https://beebole.com/help/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'beebole-api-token',
          about: 'BeeBole API token',
          names: ['beebole'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
