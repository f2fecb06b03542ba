/** Unplugg: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'unplugg',
  name: 'Unplugg',
  docs: 'https://unplu.gg',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'unplugg-access-token',
          about: 'Unplugg access token',
          names: ['unplugg', 'unplu.gg', 'unplu'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
