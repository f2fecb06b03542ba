/** Exchangeratesapi: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'exchangerates-api',
  name: 'Exchangeratesapi',
  docs: 'https://exchangeratesapi.io/documentation/',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'exchangerates-api-access-key',
          about: 'Exchangeratesapi access key',
          names: ['exchangerates', 'exchange rates'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
