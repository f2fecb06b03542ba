/** ElevenLabs: API keys begin with `sk_`; API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  docs: 'https://elevenlabs.io/docs/api-reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'elevenlabs-api-key',
          about: 'ElevenLabs API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sk_[a-f0-9]{48})(?![A-Za-z0-9])/,
          literals: ['sk_'],
          minEntropy: 3,
          examples: ['KEY=sk_{a-f0-9:48}', '"sk_{a-f0-9:48}"'],
          lookalikes: ['sk_{a-f0-9:36}', 'qsk_{a-f0-9:48}'],
        },
        {
          rule: 'elevenlabs-api-key-old',
          about: 'ElevenLabs API key',
          pattern:
            /(?:elevenlabs|Elevenlabs|ELEVENLABS|xi_api|XiApi|XI_API|xi-api|XI-API)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['elevenlabs', 'xi_api', 'xi-api'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ELEVENLABS_API_KEY={a-f0-9:32}',
            'elevenlabsToken: "{a-f0-9:32}"',
            "'elevenlabs_secret' => '{a-f0-9:32}'",
          ],
          lookalikes: [
            'ELEVENLABS_API_KEY={a-f0-9:24}',
            'elevenlabs says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
