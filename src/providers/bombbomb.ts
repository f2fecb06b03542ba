/** BombBomb: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bombbomb',
  name: 'BombBomb',
  docs: 'https://developer.bombbomb.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bombbomb-api-key',
          about: 'BombBomb API key',
          names: ['bombbomb'],
          key: /[A-Za-z0-9+/=]{88}/,
        }),
      ],
    },
  },
})
