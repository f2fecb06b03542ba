/** ElevenLabs: API keys begin with `sk_`; API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  docs: 'https://elevenlabs.io/docs/api-reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.elevenlabs.io',
        path: '/v1/user',
        send: header('xi-api-key'),
        live: 'user_id',
        judge: ({ body }) =>
          member(body, 'detail.status') === 'missing_permissions' ? { state: 'restricted' } : undefined,
      }),
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
        keyBesideName({
          rule: 'elevenlabs-api-key-old',
          about: 'ElevenLabs API key',
          names: ['elevenlabs', 'xi api'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
