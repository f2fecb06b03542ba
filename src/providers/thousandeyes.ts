/** ThousandEyes: auth tokens and OAuth tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'thousandeyes',
  name: 'ThousandEyes',
  docs: 'https://developer.cisco.com/docs/thousandeyes/',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'thousandeyes-auth-token',
          about: 'ThousandEyes auth token',
          names: ['thousand eyes'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
    'oauth-token': {
      label: 'OAuth token',
      about: 'OAuth token',
      detect: [
        keyBesideName({
          rule: 'thousandeyes-oauth-token',
          about: 'ThousandEyes OAuth token',
          names: ['thousand eyes'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
