/** Uploadcare: secret keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'uploadcare',
  name: 'Uploadcare',
  docs: 'https://uploadcare.com/docs/security/secure-delivery/',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'uploadcare-secret-key',
          about: 'Uploadcare secret key',
          names: ['upload care'],
          key: /[a-z0-9]{20}/,
        }),
      ],
    },
  },
})
