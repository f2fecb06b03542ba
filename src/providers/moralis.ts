/** Moralis: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'moralis',
  name: 'Moralis',
  docs: 'https://docs.moralis.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'moralis-api-key',
          about: 'Moralis API key',
          names: ['moralis'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
