/** Mux: token secrets and token ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mux',
  name: 'Mux',
  docs: 'https://docs.mux.com/guides/make-api-requests',
  keys: {
    'token-secret': {
      label: 'token secret',
      about: 'token secret',
      detect: [
        keyBesideName({
          rule: 'mux-token-secret',
          about: 'Mux token secret',
          names: ['mux'],
          common: true,
          key: /[A-Za-z0-9+/]{75}/,
          partners: [{ rule: 'mux-token-id' }],
        }),
      ],
    },
    'token-id': {
      label: 'token id',
      about: 'token id',
      detect: [
        keyBesideName({
          rule: 'mux-token-id',
          about: 'Mux token id',
          names: ['mux'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
          part: 'id',
        }),
      ],
    },
  },
})
