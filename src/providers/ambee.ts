/** Ambee: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ambee',
  name: 'Ambee',
  docs: 'https://docs.ambeedata.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ambee-api-key',
          about: 'Ambee API key',
          names: ['ambee', 'ambeedata'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
