/** Help Scout: app secrets of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'helpscout',
  name: 'Help Scout',
  docs: 'https://developer.helpscout.com/mailbox-api/overview/authentication/',
  keys: {
    'app-secret': {
      label: 'app secret',
      about: 'app secret',
      detect: [
        keyBesideName({
          rule: 'helpscout-app-secret',
          about: 'Help Scout app secret',
          names: ['help scout'],
          key: /[A-Za-z0-9]{32,40}/,
        }),
      ],
    },
  },
})
