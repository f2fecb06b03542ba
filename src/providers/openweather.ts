/** OpenWeather: API keys of 32 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

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
          judge,
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
