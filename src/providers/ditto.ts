/** Ditto: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ditto',
  name: 'Ditto',
  docs: 'https://developer.dittowords.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ditto-api-key',
          about: 'Ditto API key',
          names: ['ditto'],
          key: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}\.[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
