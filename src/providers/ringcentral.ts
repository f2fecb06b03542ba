/** RingCentral: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ringcentral',
  name: 'RingCentral',
  docs: 'https://developers.ringcentral.com/guide/authentication',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'ringcentral-client-secret',
          about: 'RingCentral client secret',
          names: ['ring central'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
