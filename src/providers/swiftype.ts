/** Swiftype: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'swiftype',
  name: 'Swiftype',
  docs: 'https://swiftype.com/documentation/site-search/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'swiftype-api-key',
          about: 'Swiftype API key',
          names: ['swiftype'],
          key: /[A-Za-z0-9-]{6}_[A-Za-z0-9-]{6}-[A-Za-z0-9-]{6}/,
        }),
      ],
    },
  },
})
