/** MessageBird: API keys of 25 characters, known by the name beside them; client ids of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'messagebird',
  name: 'MessageBird',
  docs: 'https://developers.messagebird.com/quickstarts/getting-your-api-key/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://rest.messagebird.com',
        path: '/balance',
        send: header('authorization', 'AccessKey '),
        live: 'payment',
      }),
      detect: [
        keyBesideName({
          rule: 'messagebird-api-key',
          about: 'MessageBird API key',
          names: ['message bird'],
          key: /[A-Za-z0-9]{25}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'messagebird-client-id',
          about: 'MessageBird client id',
          names: ['message bird'],
          key: /[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}/,
        }),
      ],
    },
  },
})
