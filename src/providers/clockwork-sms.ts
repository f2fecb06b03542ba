/** Clockwork SMS: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clockwork-sms',
  name: 'Clockwork SMS',
  docs: 'https://www.clockworksms.com/doc/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clockwork-sms-api-key',
          about: 'Clockwork SMS API key',
          names: ['clockworksms', 'clockwork sms', 'textanywhere'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
