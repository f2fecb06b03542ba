/** countrylayer: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'countrylayer',
  name: 'countrylayer',
  docs: 'https://countrylayer.com/documentation/',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'countrylayer-access-key',
          about: 'countrylayer access key',
          names: ['countrylayer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
