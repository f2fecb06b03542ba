/** UpLead: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'uplead',
  name: 'UpLead',
  docs: 'https://docs.uplead.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'uplead-api-key',
          about: 'UpLead API key',
          names: ['up lead'],
          key: /[a-z0-9-]{32}/,
        }),
      ],
    },
  },
})
