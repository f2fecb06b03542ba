/** Voodoo SMS: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'voodoosms',
  name: 'Voodoo SMS',
  docs: 'https://voodoosms.com/sms-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'voodoosms-api-key',
          about: 'Voodoo SMS API key',
          names: ['voodoo sms'],
          key: /[A-Za-z0-9]{46}/,
        }),
      ],
    },
  },
})
