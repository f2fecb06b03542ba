/** Sales Cookie: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'salescookie',
  name: 'Sales Cookie',
  docs: 'https://salescookie.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'salescookie-api-key',
          about: 'Sales Cookie API key',
          names: ['sales cookie'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
