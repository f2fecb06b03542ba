/** OpenWeather: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { inAddress, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openweather',
  name: 'OpenWeather',
  docs: 'https://openweathermap.org/appid',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.openweathermap.org',
        path: ({ key }) => `/data/2.5/weather?id=2172797&appid=${key}`,
        send: inAddress,
        live: 'coord',
      }),
      detect: [
        keyBesideName({
          rule: 'openweather-api-key',
          about: 'OpenWeather API key',
          names: ['openweathermap', 'open weather', 'owm', 'pyowm'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
