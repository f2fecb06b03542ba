/** DNS Check: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dnscheck',
  name: 'DNS Check',
  docs: 'https://www.dnscheck.co/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'dnscheck-api-key',
          about: 'DNS Check API key',
          names: ['dnscheck'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
