/** Runway: API keys begin with `key_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'runway',
  name: 'Runway',
  docs: 'https://docs.dev.runwayml.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'runway-api-key',
          about: 'Runway API key',
          key: /key_[A-Fa-f0-9]{128}/,
        }),
      ],
    },
  },
})
