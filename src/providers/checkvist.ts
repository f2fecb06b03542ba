/** Checkvist: remote keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'checkvist',
  name: 'Checkvist',
  docs: 'https://checkvist.com/auth/api',
  keys: {
    'remote-key': {
      label: 'remote key',
      about: 'remote key',
      detect: [
        keyBesideName({
          rule: 'checkvist-remote-key',
          about: 'Checkvist remote key',
          names: ['checkvist'],
          key: /[A-Za-z0-9]{14}/,
        }),
      ],
    },
  },
})
