/** Swell: secret keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'swell',
  name: 'Swell',
  docs: 'https://developers.swell.is/backend-api',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'swell-secret-key',
          about: 'Swell secret key',
          names: ['swell'],
          common: true,
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
