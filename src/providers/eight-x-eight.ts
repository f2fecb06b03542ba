/** 8x8: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'eight-x-eight',
  name: '8x8',
  docs: 'https://developer.8x8.com/connect/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'eight-x-eight-api-key',
          about: '8x8 API key',
          names: ['8x8'],
          key: /[A-Za-z0-9]{43}/,
        }),
      ],
    },
  },
})
