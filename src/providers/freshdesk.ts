/** Freshdesk: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'freshdesk',
  name: 'Freshdesk',
  docs: 'https://developers.freshdesk.com/api/#authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'freshdesk-api-key',
          about: 'Freshdesk API key',
          names: ['freshdesk', 'fresh desk'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
