/** Shodan: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shodan',
  name: 'Shodan',
  docs: 'https://developer.shodan.io/api/requirements',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'shodan-api-key',
          about: 'Shodan API key',
          names: ['shodan'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
