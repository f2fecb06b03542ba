/** BugSnag: auth tokens, known by the name beside them; notifier API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bugsnag',
  name: 'BugSnag',
  docs: 'https://docs.bugsnag.com/api/',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'bugsnag-auth-token',
          about: 'BugSnag auth token',
          names: ['bugsnag'],
          key: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
        }),
      ],
    },
    'notifier-key': {
      label: 'notifier API key',
      about: 'notifier API key',
      detect: [
        keyBesideName({
          rule: 'bugsnag-notifier-key',
          about: 'BugSnag notifier API key',
          names: ['bugsnag'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
