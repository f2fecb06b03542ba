/** Mailsac: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailsac',
  name: 'Mailsac',
  docs: 'https://docs.mailsac.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mailsac-api-key',
          about: 'Mailsac API key',
          names: ['mailsac'],
          key: /k_[A-Za-z0-9]{36,60}/,
        }),
      ],
    },
  },
})
