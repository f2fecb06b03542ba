/** Privacy.com: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'privacy',
  name: 'Privacy.com',
  docs: 'https://privacy-com.readme.io/docs/getting-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'privacy-api-key',
          about: 'Privacy.com API key',
          names: ['privacy', 'privacy com'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
