/** Jotform: API keys of 32 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

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
          judge,
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
