/** MindMeister: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mindmeister',
  name: 'MindMeister',
  docs: 'https://developers.mindmeister.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'mindmeister-api-token',
          about: 'MindMeister API token',
          names: ['mind meister'],
          key: /[A-Za-z0-9]{43}/,
        }),
      ],
    },
  },
})
