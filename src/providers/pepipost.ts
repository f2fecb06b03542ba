/** Pepipost: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pepipost',
  name: 'Pepipost',
  docs: 'https://developers.pepipost.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'pepipost-api-key',
          about: 'Pepipost API key',
          names: ['pepi post', 'netcore'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
