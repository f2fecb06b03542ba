/** Mistral: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'mistral',
  name: 'Mistral',
  docs: 'https://docs.mistral.ai/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'mistral-api-key',
          about: 'Mistral API key',
          pattern:
            /(?:mistral|Mistral|MISTRAL)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['mistral'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'MISTRAL_API_KEY={A-Za-z0-9:32}',
            'mistralToken: "{A-Za-z0-9:32}"',
            "'mistral_secret' => '{A-Za-z0-9:32}'",
          ],
          lookalikes: [
            'MISTRAL_API_KEY={A-Za-z0-9:24}',
            'mistral says that {A-Za-z0-9:32} is a commit',
            'OTHER_KEY={A-Za-z0-9:32}',
          ],
        },
      ],
    },
  },
})
