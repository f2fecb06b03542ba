/** Eraser: API tokens of 20 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'eraser',
  name: 'Eraser',
  docs: 'https://docs.eraser.io/reference/api-token',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'eraser-api-token',
          about: 'Eraser API token',
          pattern:
            /(?:eraser|Eraser|ERASER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['eraser'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: [
            'ERASER_API_KEY={A-Za-z0-9:20}',
            'eraserToken: "{A-Za-z0-9:20}"',
            "'eraser_secret' => '{A-Za-z0-9:20}'",
          ],
          lookalikes: [
            'ERASER_API_KEY={A-Za-z0-9:15}',
            'eraser says that {A-Za-z0-9:20} is a commit',
            'OTHER_KEY={A-Za-z0-9:20}',
          ],
        },
      ],
    },
  },
})
