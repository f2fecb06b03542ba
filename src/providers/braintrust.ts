/** Braintrust: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'braintrust',
  name: 'Braintrust',
  docs: 'https://www.braintrust.dev/docs/reference/api/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'braintrust-api-key',
          about: 'Braintrust API key',
          names: ['braintrust'],
          key: /sk-[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
