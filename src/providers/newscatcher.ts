/** NewsCatcher: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'newscatcher',
  name: 'NewsCatcher',
  docs: 'https://docs.newscatcherapi.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'newscatcher-api-key',
          about: 'NewsCatcher API key',
          names: ['news catcher'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
