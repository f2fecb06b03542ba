/** Cohere: API keys of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'cohere',
  name: 'Cohere',
  docs: 'https://docs.cohere.com/reference/about',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'cohere-api-key',
          about: 'Cohere API key',
          pattern:
            /(?:cohere|Cohere|COHERE|co_api|CoApi|CO_API)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['cohere', 'co_api'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'COHERE_API_KEY={A-Za-z0-9:40}',
            'cohereToken: "{A-Za-z0-9:40}"',
            "'cohere_secret' => '{A-Za-z0-9:40}'",
          ],
          lookalikes: [
            'COHERE_API_KEY={A-Za-z0-9:30}',
            'cohere says that {A-Za-z0-9:40} is a commit',
            'OTHER_KEY={A-Za-z0-9:40}',
          ],
        },
      ],
    },
  },
})
