/** Weatherbit: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'weatherbit',
  name: 'Weatherbit',
  docs: 'https://www.weatherbit.io/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'weatherbit-api-key',
          about: 'Weatherbit API key',
          names: ['weather bit'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
