/** currencylayer: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'currencylayer',
  name: 'currencylayer',
  docs: 'https://currencylayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'currencylayer-access-key',
          about: 'currencylayer access key',
          names: ['currencylayer', 'currency layer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
