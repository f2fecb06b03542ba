/** AppFollow: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'appfollow',
  name: 'AppFollow',
  docs: 'https://docs.api.appfollow.io/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'appfollow-api-token',
          about: 'AppFollow API token',
          names: ['appfollow'],
          key: /eyJ0[A-Za-z0-9]{32}\.[A-Za-z0-9_-]{60,120}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
