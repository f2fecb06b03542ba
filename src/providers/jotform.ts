/** Jotform: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'jotform',
  name: 'Jotform',
  docs: 'https://api.jotform.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'jotform-api-key',
          about: 'Jotform API key',
          pattern:
            /(?:jotform|Jotform|JOTFORM)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['jotform'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['JOTFORM_API_KEY={a-f0-9:32}', 'jotformToken: "{a-f0-9:32}"', "'jotform_secret' => '{a-f0-9:32}'"],
          lookalikes: [
            'JOTFORM_API_KEY={a-f0-9:24}',
            'jotform says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
