/** MeisterTask: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'meistertask',
  name: 'MeisterTask',
  docs: 'https://developers.meistertask.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'meistertask-api-token',
          about: 'MeisterTask API token',
          names: ['meister task'],
          key: /[A-Za-z0-9]{43}/,
        }),
      ],
    },
  },
})
