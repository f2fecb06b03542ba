/** Overloop: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'overloop',
  name: 'Overloop',
  docs: 'https://apidoc.overloop.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'overloop-api-key',
          about: 'Overloop API key',
          names: ['overloop'],
          key: /[A-Za-z0-9_-]{50}/,
        }),
      ],
    },
  },
})
