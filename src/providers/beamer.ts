/** Beamer: API keys of 46 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'beamer',
  name: 'Beamer',
  docs: 'https://www.getbeamer.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'beamer-api-key',
          about: 'Beamer API key',
          pattern:
            /(?:beamer|Beamer|BEAMER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>b_[A-Za-z0-9_=-]{44})(?![A-Za-z0-9_-])/,
          literals: ['beamer'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'BEAMER_API_KEY=b_{A-Za-z0-9_=-:44}',
            'beamerToken: "b_{A-Za-z0-9_=-:44}"',
            "'beamer_secret' => 'b_{A-Za-z0-9_=-:44}'",
          ],
          lookalikes: [
            'BEAMER_API_KEY=b_{A-Za-z0-9_=-:33}',
            'beamer says that b_{A-Za-z0-9_=-:44} is a commit',
            'OTHER_KEY=b_{A-Za-z0-9_=-:44}',
          ],
        },
      ],
    },
  },
})
