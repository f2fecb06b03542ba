/** Freshworks: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'freshworks',
  name: 'Freshworks',
  docs: 'https://developers.freshworks.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'freshworks-api-key',
          about: 'Freshworks API key',
          names: ['freshworks', 'my freshworks'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
