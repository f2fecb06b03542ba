/** Pixabay: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pixabay',
  name: 'Pixabay',
  docs: 'https://pixabay.com/api/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'pixabay-api-key',
          about: 'Pixabay API key',
          names: ['pixabay'],
          key: /[0-9]{5,8}-[a-f0-9]{25}/,
        }),
      ],
    },
  },
})
