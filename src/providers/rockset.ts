/** Rockset: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rockset',
  name: 'Rockset',
  docs: 'https://docs.rockset.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'rockset-api-key',
          about: 'Rockset API key',
          names: ['rock set'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
