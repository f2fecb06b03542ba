/** BrowserStack: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'browserstack',
  name: 'BrowserStack',
  docs: 'https://www.browserstack.com/docs/automate/api-reference/selenium/authentication',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'browserstack-access-key',
          about: 'BrowserStack access key',
          names: ['browserstack', 'browser stack'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
