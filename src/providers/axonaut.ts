/** Axonaut: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'axonaut',
  name: 'Axonaut',
  docs: 'https://axonaut.com/api/v2/doc',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'axonaut-api-key',
          about: 'Axonaut API key',
          names: ['axonaut'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
