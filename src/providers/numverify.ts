/** Numverify: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'numverify',
  name: 'Numverify',
  docs: 'https://numverify.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'numverify-access-key',
          about: 'Numverify access key',
          names: ['num verify'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
