/** Etsy: API keys of 24 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'etsy',
  name: 'Etsy',
  docs: 'https://developers.etsy.com/documentation/essentials/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'etsy-api-key',
          about: 'Etsy API key',
          pattern:
            /(?:etsy|Etsy|ETSY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{24})(?![A-Za-z0-9])/,
          literals: ['etsy'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['ETSY_API_KEY={a-z0-9:24}', 'etsyToken: "{a-z0-9:24}"', "'etsy_secret' => '{a-z0-9:24}'"],
          lookalikes: ['ETSY_API_KEY={a-z0-9:18}', 'etsy says that {a-z0-9:24} is a commit', 'OTHER_KEY={a-z0-9:24}'],
        },
      ],
    },
  },
})
