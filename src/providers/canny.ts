/** Canny: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'canny',
  name: 'Canny',
  docs: 'https://developers.canny.io/api-reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'canny-api-key',
          about: 'Canny API key',
          names: ['cannyio', 'canny'],
          key: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
        }),
      ],
    },
  },
})
