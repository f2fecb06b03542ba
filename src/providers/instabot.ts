/** Instabot: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'instabot',
  name: 'Instabot',
  docs: 'https://docs.instabot.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'instabot-api-key',
          about: 'Instabot API key',
          names: ['instabot'],
          key: /[A-Za-z0-9+/]{43}=/,
        }),
      ],
    },
  },
})
