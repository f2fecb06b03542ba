/** Photoroom: API keys begin with `sk_pr_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'photoroom',
  name: 'Photoroom',
  docs: 'https://docs.photoroom.com/getting-started/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'photoroom-api-key',
          about: 'Photoroom API key',
          key: /sk_pr_[A-Za-z0-9]{1,64}_[a-fA-F0-9]{40}/,
        }),
      ],
    },
  },
})
