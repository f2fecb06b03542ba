/** Mailmodo: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailmodo',
  name: 'Mailmodo',
  docs: 'https://www.mailmodo.com/developers/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mailmodo-api-key',
          about: 'Mailmodo API key',
          names: ['mail modo'],
          key: /[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}/,
        }),
      ],
    },
  },
})
