/** FormBucket: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'formbucket',
  name: 'FormBucket',
  docs: 'https://www.formbucket.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'formbucket-api-key',
          about: 'FormBucket API key',
          names: ['formbucket'],
          key: /[A-Za-z0-9_-]{8,200}\.[A-Za-z0-9_-]{8,400}\.[A-Za-z0-9_-]{8,200}/,
        }),
      ],
    },
  },
})
