/** RapidAPI: API keys of 50 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'rapidapi',
  name: 'RapidAPI',
  docs: 'https://docs.rapidapi.com/docs/keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'rapidapi-api-key',
          about: 'RapidAPI API key',
          pattern:
            /(?:rapidapi|Rapidapi|RAPIDAPI|x-rapidapi-key|XRapidapiKey|X-RAPIDAPI-KEY|rapid_api|RapidApi|RAPID_API)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{50})(?![A-Za-z0-9])/,
          literals: ['rapidapi', 'x-rapidapi-key', 'rapid_api'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'RAPIDAPI_API_KEY={A-Za-z0-9:50}',
            'rapidapiToken: "{A-Za-z0-9:50}"',
            "'rapidapi_secret' => '{A-Za-z0-9:50}'",
          ],
          lookalikes: [
            'RAPIDAPI_API_KEY={A-Za-z0-9:38}',
            'rapidapi says that {A-Za-z0-9:50} is a commit',
            'OTHER_KEY={A-Za-z0-9:50}',
          ],
        },
      ],
    },
  },
})
