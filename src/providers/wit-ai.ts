/** Wit.ai: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wit-ai',
  name: 'Wit.ai',
  docs: 'https://wit.ai/docs/http',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'wit-ai-access-token',
          about: 'Wit.ai access token',
          names: ['wit ai', 'wit'],
          common: true,
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
