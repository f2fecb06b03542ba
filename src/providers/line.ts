/** LINE: channel tokens of 173 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'line',
  name: 'LINE',
  docs: 'https://developers.line.biz/en/docs/basics/channel-access-token/',
  keys: {
    'channel-token': {
      label: 'channel token',
      about: 'channel token',
      detect: [
        {
          rule: 'line-channel-token',
          about: 'LINE channel token',
          pattern:
            /(?:line|Line|LINE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9+/]{168,172}=)(?![A-Za-z0-9])/,
          literals: ['line'],
          minEntropy: 4,
          judge,
          examples: [
            'LINE_API_KEY={A-Za-z0-9+/:170}=',
            'lineToken: "{A-Za-z0-9+/:170}="',
            "'line_secret' => '{A-Za-z0-9+/:170}='",
          ],
          lookalikes: [
            'LINE_API_KEY={A-Za-z0-9+/:126}=',
            'line says that {A-Za-z0-9+/:170}= is a commit',
            'OTHER_KEY={A-Za-z0-9+/:170}=',
          ],
        },
      ],
    },
  },
})
