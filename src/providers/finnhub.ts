/** Finnhub: API keys of 20 characters, known by the name beside them; API keys of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'finnhub',
  name: 'Finnhub',
  docs: 'https://finnhub.io/docs/api/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'finnhub-api-key',
          about: 'Finnhub API key',
          pattern:
            /(?:finnhub|Finnhub|FINNHUB)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['finnhub'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: ['FINNHUB_API_KEY={a-z0-9:20}', 'finnhubToken: "{a-z0-9:20}"', "'finnhub_secret' => '{a-z0-9:20}'"],
          lookalikes: [
            'FINNHUB_API_KEY={a-z0-9:15}',
            'finnhub says that {a-z0-9:20} is a commit',
            'OTHER_KEY={a-z0-9:20}',
          ],
        },
        {
          rule: 'finnhub-api-key-long',
          about: 'Finnhub API key',
          pattern:
            /(?:finnhub|Finnhub|FINNHUB)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['finnhub'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['FINNHUB_API_KEY={a-z0-9:40}', 'finnhubToken: "{a-z0-9:40}"', "'finnhub_secret' => '{a-z0-9:40}'"],
          lookalikes: [
            'FINNHUB_API_KEY={a-z0-9:30}',
            'finnhub says that {a-z0-9:40} is a commit',
            'OTHER_KEY={a-z0-9:40}',
          ],
        },
      ],
    },
  },
})
