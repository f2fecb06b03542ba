/** Eraser: API tokens of 20 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'eraser',
  name: 'Eraser',
  docs: 'https://docs.eraser.io/reference/api-token',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'eraser-api-token',
          about: 'Eraser API token',
          names: ['eraser'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
