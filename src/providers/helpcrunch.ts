/** HelpCrunch: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'helpcrunch',
  name: 'HelpCrunch',
  docs: 'https://docs.helpcrunch.com/en/rest-api-v1',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'helpcrunch-api-key',
          about: 'HelpCrunch API key',
          names: ['helpcrunch'],
          key: /[A-Za-z0-9+/=]{328}/,
        }),
      ],
    },
  },
})
