/** AbuseIPDB: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'abuseipdb',
  name: 'AbuseIPDB',
  docs: 'https://docs.abuseipdb.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'abuseipdb-api-key',
          about: 'AbuseIPDB API key',
          names: ['abuseipdb'],
          key: /[a-z0-9]{80}/,
        }),
      ],
    },
  },
})
