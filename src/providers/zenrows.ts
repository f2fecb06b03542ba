/** ZenRows: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zenrows',
  name: 'ZenRows',
  docs: 'https://docs.zenrows.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zenrows-api-key',
          about: 'ZenRows API key',
          names: ['zen rows'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
