/** TruffleHog Enterprise: secrets begin with `thog-secret-`; key ids begin with `thog-key-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'trufflehog-enterprise',
  name: 'TruffleHog Enterprise',
  docs: 'https://docs.trufflesecurity.com',
  keys: {
    secret: {
      label: 'secret',
      about: 'secret',
      detect: [
        fixedKey({
          rule: 'trufflehog-enterprise-secret',
          about: 'TruffleHog Enterprise secret',
          key: /thog-secret-[a-f0-9]{32}/,
          partners: [{ rule: 'trufflehog-enterprise-key-id' }],
        }),
      ],
    },
    'key-id': {
      label: 'key id',
      about: 'key id',
      detect: [
        fixedKey({
          rule: 'trufflehog-enterprise-key-id',
          about: 'TruffleHog Enterprise key id',
          key: /thog-key-[a-f0-9]{16}/,
          part: 'id',
        }),
      ],
    },
  },
})
