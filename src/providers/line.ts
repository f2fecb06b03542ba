/** LINE: channel tokens of 173 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
          judge: judgeByName,
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
