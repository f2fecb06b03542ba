/** Reply: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'reply-io',
  name: 'Reply',
  docs: 'https://apidocs.reply.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'reply-io-api-key',
          about: 'Reply API key',
          names: ['reply io'],
          common: true,
          key: /[A-Za-z0-9_-]{24}/,
        }),
      ],
    },
  },
})
