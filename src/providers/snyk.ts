/** Snyk: API tokens of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'snyk',
  name: 'Snyk',
  docs: 'https://docs.snyk.io/snyk-api/authentication-for-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: ['https://api.snyk.io', 'https://api.us.snyk.io', 'https://api.eu.snyk.io', 'https://api.au.snyk.io'],
        path: '/rest/self?version=2024-10-15',
        send: header('authorization', 'token '),
        live: 'data.id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'data.id', principal: 'data.attributes.email' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        keyBesideName({
          rule: 'snyk-api-token',
          about: 'Snyk API token',
          names: ['snyk'],
          key: /[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}/,
        }),
      ],
    },
  },
})
