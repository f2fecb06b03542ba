/** Meta API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'metaapi',
  name: 'Meta API',
  docs: 'https://meta-api.io',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'metaapi-api-key',
          about: 'Meta API key',
          names: ['meta api'],
          common: true,
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
