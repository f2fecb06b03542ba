/** xAI: API keys begin with `xai-`. */
import { bearer, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'xai',
  name: 'xAI',
  docs: 'https://docs.x.ai/docs/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.x.ai',
        path: '/v1/api-key',
        send: bearer,
        live: 'api_key_id',
        judge: ({ status, body }) => {
          if (status === 400 && /incorrect api key/i.test(String(member(body, 'error'))))
            return { state: 'dead', why: 'refused' }
          const isOff = member(body, 'api_key_blocked') === true || member(body, 'api_key_disabled') === true
          return isOff ? { state: 'dead', why: 'disabled' } : undefined
        },
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'team_id', principal: 'name' }),
          scopes: namesOf(member(body, 'acls')),
          canMintKeys: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'xai-api-key',
          about: 'xAI API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>xai-[A-Za-z0-9_-]{70,120})(?![A-Za-z0-9_-])/,
          literals: ['xai-'],
          minEntropy: 3.5,
          examples: ['KEY=xai-{A-Za-z0-9_-:77}', '"xai-{A-Za-z0-9_-:77}"'],
          lookalikes: ['xai-{A-Za-z0-9_-:53}', 'qxai-{A-Za-z0-9_-:77}'],
        },
      ],
    },
  },
})
