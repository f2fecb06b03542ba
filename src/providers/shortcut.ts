/** Shortcut: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shortcut',
  name: 'Shortcut',
  docs: 'https://developer.shortcut.com/api/rest/v3',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'shortcut-api-token',
          about: 'Shortcut API token',
          names: ['shortcut', 'clubhouse'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
