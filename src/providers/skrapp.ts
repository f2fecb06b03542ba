/** Skrapp: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'skrapp',
  name: 'Skrapp',
  docs: 'https://skrapp.io',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'skrapp-access-key',
          about: 'Skrapp access key',
          names: ['skrapp', 'skrapp io'],
          key: /[A-Za-z0-9]{42}/,
        }),
      ],
    },
  },
})
