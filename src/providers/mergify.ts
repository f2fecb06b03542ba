/** Mergify: application keys begin with `mergify_application_key_`. */
import { fixedKey, judgeMixed } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mergify',
  name: 'Mergify',
  docs: 'https://docs.mergify.com/api/',
  keys: {
    'application-key': {
      label: 'application key',
      about: 'application key',
      detect: [
        fixedKey({
          rule: 'mergify-application-key',
          about: 'Mergify application key',
          key: /mergify_application_key_[A-Za-z0-9_-]{40,200}/,
          judge: judgeMixed,
        }),
      ],
    },
  },
})
