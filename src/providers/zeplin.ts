/** Zeplin: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zeplin',
  name: 'Zeplin',
  docs: 'https://docs.zeplin.dev',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'zeplin-access-token',
          about: 'Zeplin access token',
          names: ['zeplin'],
          key: /[A-Za-z0-9.-]{350,400}/,
        }),
      ],
    },
  },
})
