/** Snipcart: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'snipcart',
  name: 'Snipcart',
  docs: 'https://docs.snipcart.com/v3/api-reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'snipcart-api-key',
          about: 'Snipcart API key',
          names: ['snip cart'],
          key: /[A-Za-z0-9_]{75}/,
        }),
      ],
    },
  },
})
