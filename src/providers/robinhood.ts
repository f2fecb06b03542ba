/** Robinhood: API keys begin with `rh-api-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'robinhood',
  name: 'Robinhood',
  docs: 'https://docs.robinhood.com/crypto/trading/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'robinhood-api-key',
          about: 'Robinhood API key',
          key: /rh-api-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
