/** Currents: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'currents-api',
  name: 'Currents',
  docs: 'https://currentsapi.services/en/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'currents-api-api-key',
          about: 'Currents API key',
          names: ['currentsapi', 'currents api'],
          key: /[A-Za-z0-9_+=-]{48}/,
        }),
      ],
    },
  },
})
