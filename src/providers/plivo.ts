/** Plivo: auth tokens and auth ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'plivo',
  name: 'Plivo',
  docs: 'https://www.plivo.com/docs/account/api/authentication',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'plivo-auth-token',
          about: 'Plivo auth token',
          names: ['plivo'],
          key: /[A-Za-z0-9_-]{40}/,
          partners: [{ rule: 'plivo-auth-id' }],
        }),
      ],
    },
    'auth-id': {
      label: 'auth id',
      about: 'auth id',
      detect: [
        keyBesideName({
          rule: 'plivo-auth-id',
          about: 'Plivo auth id',
          names: ['plivo'],
          key: /[MS]A[A-Z0-9]{18}/,
          part: 'id',
        }),
      ],
    },
  },
})
