/** World Weather Online: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'worldweatheronline',
  name: 'World Weather Online',
  docs: 'https://www.worldweatheronline.com/weather-api/api/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'worldweatheronline-api-key',
          about: 'World Weather Online API key',
          names: ['world weather online', 'world weather'],
          key: /[a-z0-9]{31}/,
        }),
      ],
    },
  },
})
