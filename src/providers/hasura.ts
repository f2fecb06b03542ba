/** Hasura: admin secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hasura',
  name: 'Hasura',
  docs: 'https://hasura.io/docs/2.0/auth/authentication/admin-secret-access/',
  keys: {
    'admin-secret': {
      label: 'admin secret',
      about: 'admin secret',
      detect: [
        keyBesideName({
          rule: 'hasura-admin-secret',
          about: 'Hasura admin secret',
          names: ['hasura'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
