/** tru.ID: client secrets and client ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['tru id']

export default defineProvider({
  id: 'tru-id',
  name: 'tru.ID',
  docs: 'https://developer.tru.id',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'tru-id-client-secret',
          about: 'tru.ID client secret',
          names,
          common: true,
          key: /[A-Za-z0-9._~-]{26}/,
          partners: [{ rule: 'tru-id-client-id' }],
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'tru-id-client-id',
          about: 'tru.ID client id',
          names,
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
          part: 'id',
        }),
      ],
    },
  },
})
