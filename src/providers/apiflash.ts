/** ApiFlash: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apiflash',
  name: 'ApiFlash',
  docs: 'https://apiflash.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'apiflash-access-key',
          about: 'ApiFlash access key',
          names: ['apiflash'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
