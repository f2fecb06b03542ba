/** Ticketmaster: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ticketmaster',
  name: 'Ticketmaster',
  docs: 'https://developer.ticketmaster.com/products-and-docs/apis/getting-started/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ticketmaster-api-key',
          about: 'Ticketmaster API key',
          names: ['ticketmaster'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
