/** Mockaroo: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mockaroo',
  name: 'Mockaroo',
  docs: 'https://www.mockaroo.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mockaroo-api-key',
          about: 'Mockaroo API key',
          names: ['mockaroo'],
          key: /[a-f0-9]{8}/,
        }),
      ],
    },
  },
})
