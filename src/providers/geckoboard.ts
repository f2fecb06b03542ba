/** Geckoboard: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'geckoboard',
  name: 'Geckoboard',
  docs: 'https://developer.geckoboard.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'geckoboard-api-key',
          about: 'Geckoboard API key',
          names: ['geckoboard'],
          key: /[A-Za-z0-9]{44}/,
        }),
      ],
    },
  },
})
