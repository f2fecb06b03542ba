/** Edamam: app keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'edamam',
  name: 'Edamam',
  docs: 'https://developer.edamam.com/edamam-docs-recipe-api',
  keys: {
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        keyBesideName({
          rule: 'edamam-app-key',
          about: 'Edamam app key',
          names: ['edamam'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
