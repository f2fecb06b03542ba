/** Twelve Data: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'twelvedata',
  name: 'Twelve Data',
  docs: 'https://twelvedata.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'twelvedata-api-key',
          about: 'Twelve Data API key',
          names: ['twelve data'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
