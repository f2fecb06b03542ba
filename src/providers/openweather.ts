/** OpenWeather: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'openweather',
  name: 'OpenWeather',
  docs: 'https://openweathermap.org/appid',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'openweather-api-key',
          about: 'OpenWeather API key',
          pattern:
            /(?:openweather|Openweather|OPENWEATHER|openweathermap|Openweathermap|OPENWEATHERMAP|open_weather|OpenWeather|OPEN_WEATHER|owm|Owm|OWM)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['openweather', 'openweathermap', 'open_weather', 'owm'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'OPENWEATHER_API_KEY={a-z0-9:32}',
            'openweatherToken: "{a-z0-9:32}"',
            "'openweather_secret' => '{a-z0-9:32}'",
          ],
          lookalikes: [
            'OPENWEATHER_API_KEY={a-z0-9:24}',
            'openweather says that {a-z0-9:32} is a commit',
            'OTHER_KEY={a-z0-9:32}',
          ],
        },
      ],
    },
  },
})
