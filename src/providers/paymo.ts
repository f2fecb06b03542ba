/** Paymo: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paymo',
  name: 'Paymo',
  docs: 'https://github.com/paymoapp/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'paymo-api-key',
          about: 'Paymo API key',
          names: ['paymo', 'paymo app'],
          common: true,
          key: /[A-Za-z0-9]{44}/,
        }),
      ],
    },
  },
})
