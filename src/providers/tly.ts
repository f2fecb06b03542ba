/** T.LY: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tly',
  name: 'T.LY',
  docs: 'https://t.ly/docs',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'tly-api-token',
          about: 'T.LY API token',
          names: ['t ly'],
          common: true,
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
