/** NASA: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nasa',
  name: 'NASA',
  docs: 'https://api.nasa.gov',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'nasa-api-key',
          about: 'NASA API key',
          names: ['nasa'],
          common: true,
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
