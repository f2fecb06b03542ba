/** cloudplan: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudplan',
  name: 'cloudplan',
  docs: 'https://api.cloudplan.biz/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloudplan-api-key',
          about: 'cloudplan API key',
          names: ['cloudplan'],
          key: /[A-Z0-9-]{32}/,
        }),
      ],
    },
  },
})
