/** HERE: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'here',
  name: 'HERE',
  docs: 'https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/page/topics/plat-using-apikeys.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'here-api-key',
          about: 'HERE API key',
          names: ['hereapi', 'here api', 'here'],
          key: /[A-Za-z0-9_-]{43}/,
          common: true,
        }),
      ],
    },
  },
})
