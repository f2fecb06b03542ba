/** Exoscale: API keys begin with `EXO`; API secrets, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'exoscale',
  name: 'Exoscale',
  docs: 'https://community.exoscale.com/product/iam/quick-start/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'exoscale-api-key',
          about: 'Exoscale API key',
          key: /EXO[a-zA-Z0-9]{24,30}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'exoscale-api-secret',
          about: 'Exoscale API secret',
          names: ['exoscale'],
          key: /[A-Za-z0-9_-]{40,60}/,
        }),
      ],
    },
  },
})
