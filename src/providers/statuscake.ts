/** StatusCake: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'statuscake',
  name: 'StatusCake',
  docs: 'https://developers.statuscake.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'statuscake-api-key',
          about: 'StatusCake API key',
          names: ['status cake'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
