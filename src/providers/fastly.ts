/** Fastly: API tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fastly',
  name: 'Fastly',
  docs: 'https://docs.fastly.com/en/guides/using-api-tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'fastly-api-token',
          about: 'Fastly API token',
          names: ['fastly'],
          key: /[A-Za-z0-9_=-]{32}/,
        }),
      ],
    },
  },
})
