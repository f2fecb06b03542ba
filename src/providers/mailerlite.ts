/** MailerLite: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailerlite',
  name: 'MailerLite',
  docs: 'https://developers.mailerlite.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mailerlite-api-key',
          about: 'MailerLite API key',
          names: ['mailer lite'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
