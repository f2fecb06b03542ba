/** WorkOS: secret keys begin with `sk_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'workos',
  name: 'WorkOS',
  docs: 'https://workos.com/docs/reference/api-keys',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        fixedKey({
          rule: 'workos-secret-key',
          about: 'WorkOS secret key',
          key: /sk_(?:live|test)_a2V5Xz[A-Za-z0-9+/]{50,80}/,
        }),
      ],
    },
  },
})
