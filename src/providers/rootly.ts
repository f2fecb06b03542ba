/** Rootly: API keys begin with `rootly_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rootly',
  name: 'Rootly',
  docs: 'https://docs.rootly.com/api-reference/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'rootly-api-key',
          about: 'Rootly API key',
          key: /rootly_[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
