/** Deno Deploy: access tokens with a text of their own. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'deno',
  name: 'Deno Deploy',
  docs: 'https://docs.deno.com/deploy/api/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'deno-access-token',
          about: 'Deno Deploy access token',
          key: /(?:ddp|ddo)_[A-Za-z0-9]{36}/,
        }),
      ],
    },
  },
})
