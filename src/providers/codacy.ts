/** Codacy: API tokens of 20 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'codacy',
  name: 'Codacy',
  docs: 'https://docs.codacy.com/codacy-api/api-tokens/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://app.codacy.com',
        path: '/api/v3/user',
        send: header('api-token'),
        live: 'data.id',
      }),
      detect: [
        keyBesideName({
          rule: 'codacy-api-token',
          about: 'Codacy API token',
          names: ['codacy'],
          key: /[A-Za-z0-9]{20,24}/,
        }),
      ],
    },
  },
})
