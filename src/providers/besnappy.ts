/** BeSnappy: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'besnappy',
  name: 'BeSnappy',
  docs: 'https://github.com/BeSnappy/api-docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'besnappy-api-key',
          about: 'BeSnappy API key',
          names: ['besnappy'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
