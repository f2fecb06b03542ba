/** Rebrandly: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rebrandly',
  name: 'Rebrandly',
  docs: 'https://developers.rebrandly.com/docs/api-key-authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'rebrandly-api-key',
          about: 'Rebrandly API key',
          names: ['rebrandly'],
          key: /[A-Za-z0-9_]{32}/,
        }),
      ],
    },
  },
})
