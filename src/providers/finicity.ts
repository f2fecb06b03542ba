/** Finicity: app keys, known by the name beside them; partner secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'finicity',
  name: 'Finicity',
  docs: 'https://developer.mastercard.com/open-finance-us/documentation/',
  keys: {
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        keyBesideName({
          rule: 'finicity-app-key',
          about: 'Finicity app key',
          names: ['finicity'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
    'partner-secret': {
      label: 'partner secret',
      about: 'partner secret',
      detect: [
        keyBesideName({
          rule: 'finicity-partner-secret',
          about: 'Finicity partner secret',
          names: ['finicity'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
