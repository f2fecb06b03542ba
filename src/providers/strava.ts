/** Strava: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'strava',
  name: 'Strava',
  docs: 'https://developers.strava.com/docs/authentication/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'strava-client-secret',
          about: 'Strava client secret',
          names: ['strava'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
