/** Mailjet: API keys and basic tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailjet',
  name: 'Mailjet',
  docs: 'https://dev.mailjet.com/email/guides/getting-started/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mailjet-api-key',
          about: 'Mailjet API key',
          names: ['mail jet'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
    'basic-token': {
      label: 'basic token',
      about: 'basic token',
      detect: [
        keyBesideName({
          rule: 'mailjet-basic-token',
          about: 'Mailjet basic token',
          names: ['mail jet'],
          key: /[A-Za-z0-9]{87}=/,
        }),
      ],
    },
  },
})
