/** AccuWeather: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'accuweather',
  name: 'AccuWeather',
  docs: 'https://developer.accuweather.com/apis',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'accuweather-api-key',
          about: 'AccuWeather API key',
          names: ['accuweather'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
