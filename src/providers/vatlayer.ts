/** Vatlayer: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vatlayer',
  name: 'Vatlayer',
  docs: 'https://vatlayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'vatlayer-access-key',
          about: 'Vatlayer access key',
          names: ['vat layer'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
