/** Kraken: access tokens of 90 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'kraken',
  name: 'Kraken',
  docs: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'kraken-access-token',
          about: 'Kraken access token',
          pattern:
            /(?:kraken|Kraken|KRAKEN)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9/=_+$-]{80,90})(?![A-Za-z0-9_-])/,
          literals: ['kraken'],
          minEntropy: 4,
          judge: judgeByName,
          examples: [
            'KRAKEN_API_KEY={A-Za-z0-9/=_+$-:85}',
            'krakenToken: "{A-Za-z0-9/=_+$-:85}"',
            "'kraken_secret' => '{A-Za-z0-9/=_+$-:85}'",
          ],
          lookalikes: [
            'KRAKEN_API_KEY={A-Za-z0-9/=_+$-:60}',
            'kraken says that {A-Za-z0-9/=_+$-:85} is a commit',
            'OTHER_KEY={A-Za-z0-9/=_+$-:85}',
          ],
        },
      ],
    },
  },
})
