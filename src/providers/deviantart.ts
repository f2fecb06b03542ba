/** DeviantArt: client secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'deviantart',
  name: 'DeviantArt',
  docs: 'https://www.deviantart.com/developers/authentication',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'deviantart-client-secret',
          about: 'DeviantArt client secret',
          names: ['deviant art'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
