/** dfuse: API keys with a text of their own. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dfuse',
  name: 'dfuse',
  docs: 'https://docs.dfuse.eosnation.io/platform/public-apis/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'dfuse-api-key',
          about: 'dfuse API key',
          key: /(?:web|server|mobile)_[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
