/** fastFOREX: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fastforex',
  name: 'fastFOREX',
  docs: 'https://fastforex.readme.io/reference/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'fastforex-api-key',
          about: 'fastFOREX API key',
          names: ['fastforex', 'fast forex'],
          key: /[a-z0-9-]{28}/,
        }),
      ],
    },
  },
})
