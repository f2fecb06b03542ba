/** Pivotal Tracker: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pivotal-tracker',
  name: 'Pivotal Tracker',
  docs: 'https://www.pivotaltracker.com/help/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'pivotal-tracker-api-token',
          about: 'Pivotal Tracker API token',
          names: ['pivotal', 'pivotal tracker'],
          common: true,
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
