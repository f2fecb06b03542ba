/** Clientary: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clientary',
  name: 'Clientary',
  docs: 'https://www.clientary.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clientary-api-key',
          about: 'Clientary API key',
          names: ['clientary', 'roninapp'],
          key: /[A-Za-z0-9]{24,26}/,
        }),
      ],
    },
  },
})
