/** Kit (ConvertKit): API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'convertkit',
  name: 'Kit (ConvertKit)',
  docs: 'https://developers.kit.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'convertkit-api-key',
          about: 'Kit (ConvertKit) API key',
          names: ['convertkit'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
