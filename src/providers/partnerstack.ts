/** PartnerStack: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'partnerstack',
  name: 'PartnerStack',
  docs: 'https://docs.partnerstack.com/reference/auth',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'partnerstack-api-key',
          about: 'PartnerStack API key',
          names: ['partner stack'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
