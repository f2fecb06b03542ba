/** Smooch: secrets and key ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'smooch',
  name: 'Smooch',
  docs: 'https://docs.smooch.io/rest/',
  keys: {
    secret: {
      label: 'secret',
      about: 'secret',
      detect: [
        keyBesideName({
          rule: 'smooch-secret',
          about: 'Smooch secret',
          names: ['smooch'],
          common: true,
          key: /[A-Za-z0-9_-]{86}/,
          partners: [{ rule: 'smooch-key-id' }],
        }),
      ],
    },
    'key-id': {
      label: 'key id',
      about: 'key id',
      detect: [
        keyBesideName({
          rule: 'smooch-key-id',
          about: 'Smooch key id',
          names: ['smooch'],
          common: true,
          key: /act_[a-z0-9]{24}/,
          part: 'id',
        }),
      ],
    },
  },
})
