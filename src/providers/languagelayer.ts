/** languagelayer: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'languagelayer',
  name: 'languagelayer',
  docs: 'https://languagelayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'languagelayer-access-key',
          about: 'languagelayer access key',
          names: ['languagelayer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
