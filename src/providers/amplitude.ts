/** Amplitude: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'amplitude',
  name: 'Amplitude',
  docs: 'https://amplitude.com/docs/apis/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'amplitude-api-key',
          about: 'Amplitude API key',
          pattern:
            /(?:amplitude|Amplitude|AMPLITUDE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['amplitude'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'AMPLITUDE_API_KEY={a-f0-9:32}',
            'amplitudeToken: "{a-f0-9:32}"',
            "'amplitude_secret' => '{a-f0-9:32}'",
          ],
          lookalikes: [
            'AMPLITUDE_API_KEY={a-f0-9:24}',
            'amplitude says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
