/** OpenCage: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'opencage',
  name: 'OpenCage',
  docs: 'https://opencagedata.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'opencage-api-key',
          about: 'OpenCage API key',
          names: ['open cage', 'open cage data'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
