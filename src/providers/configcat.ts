/** ConfigCat: SDK keys with a text of their own; SDK keys, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'configcat',
  name: 'ConfigCat',
  docs: 'https://configcat.com/docs/advanced/public-api/',
  keys: {
    'sdk-key': {
      label: 'SDK key',
      about: 'SDK key',
      detect: [
        fixedKey({
          rule: 'configcat-sdk-key',
          about: 'ConfigCat SDK key',
          key: /configcat-sdk-1\/[A-Za-z0-9_-]{22}\/[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
    'legacy-sdk-key': {
      label: 'SDK key',
      about: 'SDK key',
      detect: [
        keyBesideName({
          rule: 'configcat-legacy-sdk-key',
          about: 'ConfigCat SDK key',
          names: ['configcat'],
          key: /[A-Za-z0-9_-]{22}\/[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
