/** Glassnode: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'glassnode',
  name: 'Glassnode',
  docs: 'https://docs.glassnode.com/basic-api/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'glassnode-api-key',
          about: 'Glassnode API key',
          names: ['glassnode'],
          key: /[A-Za-z0-9]{27}/,
        }),
      ],
    },
  },
})
