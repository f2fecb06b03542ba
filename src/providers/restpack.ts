/** Restpack: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'restpack',
  name: 'Restpack',
  docs: 'https://restpack.io/docs',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'restpack-access-token',
          about: 'Restpack access token',
          names: ['rest pack'],
          key: /[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
