/** Whoxy: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'whoxy',
  name: 'Whoxy',
  docs: 'https://www.whoxy.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'whoxy-api-key',
          about: 'Whoxy API key',
          names: ['whoxy'],
          key: /[a-z0-9]{33}/,
        }),
      ],
    },
  },
})
