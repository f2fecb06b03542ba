/** Bannerbear: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bannerbear',
  name: 'Bannerbear',
  docs: 'https://developers.bannerbear.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bannerbear-api-key',
          about: 'Bannerbear API key',
          names: ['bannerbear'],
          key: /[A-Za-z0-9]{22}tt/,
        }),
      ],
    },
  },
})
