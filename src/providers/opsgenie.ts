/** Opsgenie: API keys of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'opsgenie',
  name: 'Opsgenie',
  docs: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://api.opsgenie.com', 'https://api.eu.opsgenie.com'],
        path: '/v2/account',
        send: header('authorization', 'GenieKey '),
        live: 'data.name',
        inspect: ({ body }) => ({ environment: 'live', ...identity(body, { account: 'data.name' }), movesMoney: 'no' }),
      }),
      detect: [
        keyBesideName({
          rule: 'opsgenie-api-key',
          about: 'Opsgenie API key',
          names: ['opsgenie'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
