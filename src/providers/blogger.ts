/** Blogger: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'blogger',
  name: 'Blogger',
  docs: 'https://developers.google.com/blogger/docs/3.0/using',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'blogger-api-key',
          about: 'Blogger API key',
          names: ['blogger'],
          key: /[A-Za-z0-9-]{39}/,
        }),
      ],
    },
  },
})
