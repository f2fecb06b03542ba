/** Polls API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pollsapi',
  name: 'Polls API',
  docs: 'https://pollsapi.com',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'pollsapi-api-key',
          about: 'Polls API key',
          names: ['polls api'],
          key: /[A-Z0-9]{28}/,
        }),
      ],
    },
  },
})
