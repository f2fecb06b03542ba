/** OpenRouter: API keys begin with `sk-or-v1-`. */
import { bearer, identity, member, probe, textOf } from './probe.ts'
import { defineProvider } from './provider.ts'

/** The older name and the one of today for a key that makes others. */
const MINTING = ['is_provisioning_key', 'is_management_key']

export default defineProvider({
  id: 'openrouter',
  name: 'OpenRouter',
  docs: 'https://openrouter.ai/docs/api-reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://openrouter.ai',
        path: '/api/v1/key',
        send: bearer,
        live: 'data',
        inspect: ({ body }) => {
          const expires = textOf(body, 'data.expires_at')
          return {
            access: 'write',
            environment: 'live',
            ...identity(body, { account: 'data.organization_id', principal: 'data.creator_user_id' }),
            canMintKeys: MINTING.some((name) => member(body, `data.${name}`) === true) ? 'yes' : 'no',
            readsPersonalData: 'no',
            movesMoney: 'no',
            ...(expires && { expiresAt: new Date(expires) }),
          }
        },
      }),
      detect: [
        {
          rule: 'openrouter-api-key',
          about: 'OpenRouter API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sk-or-v1-[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['sk-or-v1-'],
          minEntropy: 3,
          examples: ['KEY=sk-or-v1-{a-f0-9:64}', '"sk-or-v1-{a-f0-9:64}"'],
          lookalikes: ['sk-or-v1-{a-f0-9:48}', 'qsk-or-v1-{a-f0-9:64}'],
        },
      ],
    },
  },
})
