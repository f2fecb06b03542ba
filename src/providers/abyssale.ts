/** Abyssale: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'abyssale',
  name: 'Abyssale',
  docs: 'https://developers.abyssale.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'abyssale-api-key',
          about: 'Abyssale API key',
          names: ['abyssale'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
