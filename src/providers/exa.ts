/** Exa: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'exa',
  name: 'Exa',
  docs: 'https://docs.exa.ai/reference/getting-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'exa-api-key',
          about: 'Exa API key',
          names: ['exa'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
          common: true,
        }),
      ],
    },
  },
})
