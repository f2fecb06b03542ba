/** BitBar: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitbar',
  name: 'BitBar',
  docs: 'https://support.smartbear.com/bitbar/docs/en/use-rest-apis-with-bitbar.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bitbar-api-key',
          about: 'BitBar API key',
          names: ['bitbar'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
