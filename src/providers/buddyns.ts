/** BuddyNS: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'buddyns',
  name: 'BuddyNS',
  docs: 'https://www.buddyns.com/support/api/v2/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'buddyns-api-token',
          about: 'BuddyNS API token',
          names: ['buddyns'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
