/** pdflayer: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pdflayer',
  name: 'pdflayer',
  docs: 'https://pdflayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'pdflayer-access-key',
          about: 'pdflayer access key',
          names: ['pdf layer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
