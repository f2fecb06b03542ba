/** Keen: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'keen',
  name: 'Keen',
  docs: 'https://keen.io/docs/security/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'keen-api-key',
          about: 'Keen API key',
          names: ['keen', 'keenio', 'keen io'],
          key: /[A-Z0-9]{64}/,
        }),
      ],
    },
  },
})
