/** Tatum: old API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tatum',
  name: 'Tatum',
  docs: 'https://docs.tatum.io',
  keys: {
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'tatum-old-api-key',
          about: 'Tatum old API key',
          names: ['tatum', 'tatum io'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
