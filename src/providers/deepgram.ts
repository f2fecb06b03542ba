/** Deepgram: API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'deepgram',
  name: 'Deepgram',
  docs: 'https://developers.deepgram.com/docs/create-additional-api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.deepgram.com',
        path: '/v1/projects',
        send: header('authorization', 'Token '),
        live: 'projects',
      }),
      detect: [
        keyBesideName({
          rule: 'deepgram-api-key',
          about: 'Deepgram API key',
          names: ['deepgram'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
