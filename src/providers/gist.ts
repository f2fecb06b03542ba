/** Gist: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gist',
  name: 'Gist',
  docs: 'https://developers.getgist.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'gist-api-key',
          about: 'Gist API key',
          names: ['getgist'],
          key: /[A-Za-z0-9+=]{68}/,
        }),
      ],
    },
  },
})
