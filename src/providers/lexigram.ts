/** Lexigram: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lexigram',
  name: 'Lexigram',
  docs: 'https://docs.lexigram.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'lexigram-api-key',
          about: 'Lexigram API key',
          names: ['lexigram'],
          key: /[A-Za-z0-9_.-]{301}/,
        }),
      ],
    },
  },
})
