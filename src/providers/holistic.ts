/** Holistic: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'holistic',
  name: 'Holistic',
  docs: 'https://docs.holistic.dev/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'holistic-api-key',
          about: 'Holistic API key',
          names: ['holistic'],
          key: /[a-f0-9]{64}/,
          common: true,
        }),
      ],
    },
  },
})
