/** Thunderstore: service account tokens begin with `tss_`. */
import { fixedKey, judgeMixed } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'thunderstore',
  name: 'Thunderstore',
  docs: 'https://thunderstore.io/api/docs/',
  keys: {
    'service-account-token': {
      label: 'service account token',
      about: 'service account token',
      detect: [
        fixedKey({
          rule: 'thunderstore-service-account-token',
          about: 'Thunderstore service account token',
          key: /tss_[A-Za-z0-9_-]{20,80}/,
          judge: judgeMixed,
        }),
      ],
    },
  },
})
