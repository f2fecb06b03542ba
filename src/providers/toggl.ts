/** Toggl Track: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'toggl',
  name: 'Toggl Track',
  docs: 'https://engineering.toggl.com/docs/authentication/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'toggl-api-token',
          about: 'Toggl Track API token',
          names: ['toggl', 'toggl track'],
          common: true,
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
