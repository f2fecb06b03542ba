/** Mixpanel: service account secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mixpanel',
  name: 'Mixpanel',
  docs: 'https://developer.mixpanel.com/reference/service-accounts',
  keys: {
    'service-account-secret': {
      label: 'service account secret',
      about: 'service account secret',
      detect: [
        keyBesideName({
          rule: 'mixpanel-service-account-secret',
          about: 'Mixpanel service account secret',
          names: ['mixpanel'],
          key: /[A-Za-z0-9-]{32}/,
        }),
      ],
    },
  },
})
