/** Chatfuel: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'chatfuel',
  name: 'Chatfuel',
  docs: 'https://docs.chatfuel.com/en/articles/790461-broadcasting-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'chatfuel-api-token',
          about: 'Chatfuel API token',
          names: ['chatfuel'],
          key: /[A-Za-z0-9]{128}/,
        }),
      ],
    },
  },
})
