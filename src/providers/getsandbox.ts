/** Sandbox: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'getsandbox',
  name: 'Sandbox',
  docs: 'https://getsandbox.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'getsandbox-api-key',
          about: 'Sandbox API key',
          names: ['getsandbox'],
          key: /[a-z0-9-]{40}/,
        }),
      ],
    },
  },
})
