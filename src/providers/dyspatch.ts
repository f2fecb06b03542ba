/** Dyspatch: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dyspatch',
  name: 'Dyspatch',
  docs: 'https://docs.dyspatch.io/api/introduction/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'dyspatch-api-key',
          about: 'Dyspatch API key',
          names: ['dyspatch'],
          key: /[A-Z0-9]{52}/,
        }),
      ],
    },
  },
})
