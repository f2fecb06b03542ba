/** OpenWeather: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openweather',
  name: 'OpenWeather',
  docs: 'https://openweathermap.org/appid',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'openweather-api-key',
          about: 'OpenWeather API key',
          names: ['openweathermap', 'open weather', 'owm'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
