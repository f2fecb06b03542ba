/** TicketTailor: API keys begin with `sk_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tickettailor',
  name: 'TicketTailor',
  docs: 'https://developers.tickettailor.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'tickettailor-api-key',
          about: 'TicketTailor API key',
          key: /sk_[0-9]{4}_[0-9]{6}_[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
