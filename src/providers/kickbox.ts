/** Kickbox: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kickbox',
  name: 'Kickbox',
  docs: 'https://docs.kickbox.com/docs/using-the-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'kickbox-api-key',
          about: 'Kickbox API key',
          names: ['kickbox'],
          key: /(?:live|test)_[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
