/** Deepgram: API keys of 40 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

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
          judge,
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
