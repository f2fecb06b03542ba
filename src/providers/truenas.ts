/** TrueNAS: API keys of 68 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'truenas',
  name: 'TrueNAS',
  docs: 'https://www.truenas.com/docs/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'truenas-api-key',
          about: 'TrueNAS API key',
          pattern:
            /(?:truenas|Truenas|TRUENAS|bearer|Bearer|BEARER|api_key|ApiKey|API_KEY|x-api-key|XApiKey|X-API-KEY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[0-9]{1,3}-[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
          literals: ['truenas', 'bearer', 'api_key', 'x-api-key'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'TRUENAS_API_KEY={0-9:2}-{A-Za-z0-9:64}',
            'truenasToken: "{0-9:2}-{A-Za-z0-9:64}"',
            "'truenas_secret' => '{0-9:2}-{A-Za-z0-9:64}'",
          ],
          lookalikes: [
            'TRUENAS_API_KEY={0-9:2}-{A-Za-z0-9:48}',
            'truenas says that {0-9:2}-{A-Za-z0-9:64} is a commit',
            'OTHER_KEY={0-9:2}-{A-Za-z0-9:64}',
          ],
        },
      ],
    },
  },
})
