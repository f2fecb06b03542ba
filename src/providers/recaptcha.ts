/** reCAPTCHA: secret keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'recaptcha',
  name: 'reCAPTCHA',
  docs: 'https://developers.google.com/recaptcha/docs/v3',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'recaptcha-secret-key',
          about: 'reCAPTCHA secret key',
          names: ['recaptcha'],
          key: /6L[c-f][A-Za-z0-9_-]{37}/,
        }),
      ],
    },
  },
})
