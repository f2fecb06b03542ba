/** App Center: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'appcenter',
  name: 'App Center',
  docs: 'https://learn.microsoft.com/en-us/appcenter/api-docs/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'appcenter-api-token',
          about: 'App Center API token',
          names: ['app center'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
