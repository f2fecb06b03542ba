/** Stripo: plugin tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stripo',
  name: 'Stripo',
  docs: 'https://plugin.stripo.email',
  keys: {
    'plugin-token': {
      label: 'plugin token',
      about: 'plugin token',
      detect: [
        keyBesideName({
          rule: 'stripo-plugin-token',
          about: 'Stripo plugin token',
          names: ['stripo'],
          key: /eyJhbGciOiJIUzI1NiJ9\.[A-Za-z0-9]{130}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
