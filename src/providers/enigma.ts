/** Enigma: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'enigma',
  name: 'Enigma',
  docs: 'https://developers.enigma.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'enigma-api-key',
          about: 'Enigma API key',
          names: ['enigma'],
          key: /[A-Za-z0-9]{40}/,
          common: true,
        }),
      ],
    },
  },
})
