/** coinlayer: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coinlayer',
  name: 'coinlayer',
  docs: 'https://coinlayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'coinlayer-access-key',
          about: 'coinlayer access key',
          names: ['coinlayer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
