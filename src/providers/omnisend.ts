/** Omnisend: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'omnisend',
  name: 'Omnisend',
  docs: 'https://api-docs.omnisend.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'omnisend-api-key',
          about: 'Omnisend API key',
          names: ['omni send'],
          key: /[A-Za-z0-9-]{75}/,
        }),
      ],
    },
  },
})
