/** Checkly: legacy API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'checkly',
  name: 'Checkly',
  docs: 'https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/',
  keys: {
    'legacy-key': {
      label: 'legacy API key',
      about: 'legacy API key',
      detect: [
        keyBesideName({
          rule: 'checkly-legacy-key',
          about: 'Checkly legacy API key',
          names: ['checklyhq', 'checkly'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
