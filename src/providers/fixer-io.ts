/** Fixer: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fixer-io',
  name: 'Fixer',
  docs: 'https://fixer.io/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'fixer-io-access-key',
          about: 'Fixer access key',
          names: ['fixer', 'fixerio'],
          key: /[A-Za-z0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
