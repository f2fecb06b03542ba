/** Shodan: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'shodan',
  name: 'Shodan',
  docs: 'https://developer.shodan.io/api/requirements',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'shodan-api-key',
          about: 'Shodan API key',
          pattern:
            /(?:shodan|Shodan|SHODAN)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['shodan'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'SHODAN_API_KEY={A-Za-z0-9:32}',
            'shodanToken: "{A-Za-z0-9:32}"',
            "'shodan_secret' => '{A-Za-z0-9:32}'",
          ],
          lookalikes: [
            'SHODAN_API_KEY={A-Za-z0-9:24}',
            'shodan says that {A-Za-z0-9:32} is a commit',
            'OTHER_KEY={A-Za-z0-9:32}',
          ],
        },
      ],
    },
  },
})
