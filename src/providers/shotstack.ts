/** Shotstack: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shotstack',
  name: 'Shotstack',
  docs: 'https://shotstack.io/docs/guide/getting-started/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'shotstack-api-key',
          about: 'Shotstack API key',
          names: ['shot stack'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
