/** Iconfinder: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'iconfinder',
  name: 'Iconfinder',
  docs: 'https://developer.iconfinder.com/reference/api-overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'iconfinder-api-key',
          about: 'Iconfinder API key',
          names: ['iconfinder'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
