/** ZeroBounce: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zerobounce',
  name: 'ZeroBounce',
  docs: 'https://www.zerobounce.net/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zerobounce-api-key',
          about: 'ZeroBounce API key',
          names: ['zero bounce'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
