/** Paddle: API keys begin with `pdl_live_apikey_`. */
import { fixedKey } from './key-form.ts'
import { bearer, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paddle',
  name: 'Paddle',
  docs: 'https://developer.paddle.com/api-reference/about/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://api.paddle.com', 'https://sandbox-api.paddle.com'],
        path: '/event-types',
        send: bearer,
        live: 'data',
        // 403 to everything: the code tells a wrong key from a narrow one.
        judge: ({ status, body }) =>
          status === 403 && /^(?:invalid_token|authentication_)/.test(String(member(body, 'error.code')))
            ? { state: 'dead', why: 'refused' }
            : undefined,
      }),
      detect: [
        {
          rule: 'paddle-api-key',
          about: 'Paddle API key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>pdl_live_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3})(?![A-Za-z0-9])/,
          literals: ['pdl_live_apikey_'],
          minEntropy: 3,
          examples: [
            'KEY=pdl_live_apikey_{a-z0-9:26}_{A-Za-z0-9:22}_{A-Za-z0-9:3}',
            '"pdl_live_apikey_{a-z0-9:26}_{A-Za-z0-9:22}_{A-Za-z0-9:3}"',
          ],
          lookalikes: [
            'pdl_live_apikey_{a-z0-9:26}_{A-Za-z0-9:22}_{A-Za-z0-9:1}',
            'qpdl_live_apikey_{a-z0-9:26}_{A-Za-z0-9:22}_{A-Za-z0-9:3}',
          ],
        },
      ],
    },
    'sandbox-key': {
      label: 'sandbox API key',
      about: 'sandbox API key',
      detect: [
        fixedKey({
          rule: 'paddle-sandbox-key',
          about: 'Paddle sandbox API key',
          key: /pdl_sdbx_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}/,
        }),
      ],
    },
  },
})
