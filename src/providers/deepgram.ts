/** Deepgram: API keys of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'deepgram',
  name: 'Deepgram',
  docs: 'https://developers.deepgram.com/docs/create-additional-api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'deepgram-api-key',
          about: 'Deepgram API key',
          pattern:
            /(?:deepgram|Deepgram|DEEPGRAM)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['deepgram'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DEEPGRAM_API_KEY={a-f0-9:40}',
            'deepgramToken: "{a-f0-9:40}"',
            "'deepgram_secret' => '{a-f0-9:40}'",
          ],
          lookalikes: [
            'DEEPGRAM_API_KEY={a-f0-9:30}',
            'deepgram says that {a-f0-9:40} is a commit',
            'OTHER_KEY={a-f0-9:40}',
          ],
        },
      ],
    },
  },
})
