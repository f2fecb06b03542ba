/** Livestorm: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'livestorm',
  name: 'Livestorm',
  docs: 'https://developers.livestorm.co/docs/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'livestorm-api-token',
          about: 'Livestorm API token',
          names: ['livestorm'],
          key: /eyJh[A-Za-z0-9]{16}\.eyJh[A-Za-z0-9]{44,50}[A-Za-z0-9_-]{100,160}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
