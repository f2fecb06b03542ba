/** AppSynergy: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'appsynergy',
  name: 'AppSynergy',
  docs: 'https://www.appsynergy.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'appsynergy-api-key',
          about: 'AppSynergy API key',
          names: ['appsynergy'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
