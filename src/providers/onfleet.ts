/** Onfleet: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'onfleet',
  name: 'Onfleet',
  docs: 'https://docs.onfleet.com/reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'onfleet-api-key',
          about: 'Onfleet API key',
          names: ['on fleet'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
