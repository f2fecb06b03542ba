/** Shipday: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shipday',
  name: 'Shipday',
  docs: 'https://docs.shipday.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'shipday-api-key',
          about: 'Shipday API key',
          names: ['ship day'],
          key: /[A-Za-z0-9.]{11}[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
