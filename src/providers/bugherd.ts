/** BugHerd: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bugherd',
  name: 'BugHerd',
  docs: 'https://www.bugherd.com/api_v2',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bugherd-api-key',
          about: 'BugHerd API key',
          names: ['bugherd'],
          key: /[a-z0-9]{22}/,
        }),
      ],
    },
  },
})
