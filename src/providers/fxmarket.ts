/** FXMarketAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fxmarket',
  name: 'FXMarketAPI',
  docs: 'https://fxmarketapi.com/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'fxmarket-api-key',
          about: 'FXMarketAPI API key',
          names: ['fxmarket', 'fx market'],
          key: /[A-Za-z0-9_=-]{20}/,
        }),
      ],
    },
  },
})
