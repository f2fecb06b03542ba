/** EcoStruxure IT: API keys begin with `AK1`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ecostruxure-it',
  name: 'EcoStruxure IT',
  docs: 'https://helpcenter.ecostruxureit.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'ecostruxure-it-api-key',
          about: 'EcoStruxure IT API key',
          key: /AK1[A-Za-z0-9/]{50,55}/,
        }),
      ],
    },
  },
})
