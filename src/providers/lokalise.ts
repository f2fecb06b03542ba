/** Lokalise: API tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lokalise',
  name: 'Lokalise',
  docs: 'https://developers.lokalise.com/reference/api-authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://api.lokalise.com',
        path: '/api2/projects?limit=1',
        send: header('x-api-token'),
        live: 'projects',
      }),
      detect: [
        keyBesideName({
          rule: 'lokalise-api-token',
          about: 'Lokalise API token',
          names: ['lokalise'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
