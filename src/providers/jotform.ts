/** Jotform: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'jotform',
  name: 'Jotform',
  docs: 'https://api.jotform.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://api.jotform.com', 'https://eu-api.jotform.com'],
        path: '/user',
        send: header('apikey'),
        live: 'content.username',
      }),
      detect: [
        keyBesideName({
          rule: 'jotform-api-key',
          about: 'Jotform API key',
          names: ['jotform'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
