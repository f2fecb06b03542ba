/** Pinata: API secrets and API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pinata',
  name: 'Pinata',
  docs: 'https://docs.pinata.cloud',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'pinata-api-secret',
          about: 'Pinata API secret',
          names: ['pinata'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'pinata-api-key',
          about: 'Pinata API key',
          names: ['pinata'],
          key: /[a-z0-9]{20}/,
        }),
      ],
    },
  },
})
