/** Wiz: client secrets and client ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wiz',
  name: 'Wiz',
  docs: 'https://docs.wiz.io',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'wiz-client-secret',
          about: 'Wiz client secret',
          names: ['wiz'],
          common: true,
          key: /[A-Za-z0-9]{64}/,
          partners: [{ rule: 'wiz-client-id' }],
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'wiz-client-id',
          about: 'Wiz client id',
          names: ['wiz'],
          common: true,
          key: /[A-Za-z0-9]{53}/,
          part: 'id',
        }),
      ],
    },
  },
})
