/** MonkeyLearn: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'monkeylearn',
  name: 'MonkeyLearn',
  docs: 'https://monkeylearn.com/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'monkeylearn-api-token',
          about: 'MonkeyLearn API token',
          names: ['monkey learn'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
