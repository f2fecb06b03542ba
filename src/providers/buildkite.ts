/** Buildkite: access tokens begin with `bkua_`; agent tokens begin with `bkat_`. */
import { bearer, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'buildkite',
  name: 'Buildkite',
  docs: 'https://buildkite.com/docs/apis/managing-api-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.buildkite.com',
        path: '/v2/access-token',
        send: bearer,
        live: 'uuid',
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scopes'))
          return {
            environment: 'live',
            ...identity(body, { principal: 'user.email' }),
            scopes,
            access: scopes.some((scope) => scope.startsWith('write_')) ? 'write' : 'read',
            canMintKeys: 'no',
            readsPersonalData: scopes.includes('read_user') ? 'yes' : 'unknown',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'buildkite-access-token',
          about: 'Buildkite access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>bkua_(?:[a-z0-9]{40}|[a-z0-9]{53}))(?![A-Za-z0-9])/,
          literals: ['bkua_'],
          minEntropy: 3,
          examples: ['KEY=bkua_{a-z0-9:40}', '"bkua_{a-z0-9:40}"'],
          lookalikes: ['bkua_{a-z0-9:30}', 'qbkua_{a-z0-9:40}'],
        },
      ],
    },
    'agent-token': {
      label: 'agent token',
      about: 'agent token',
      detect: [
        {
          rule: 'buildkite-agent-token',
          about: 'Buildkite agent token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>bk(?:at|ct|pt|jt|aj|ag|aa|ar|ps|pat)_[A-Za-z0-9_-]{40,340})(?![A-Za-z0-9_-])/,
          literals: ['bkat_', 'bkct_', 'bkpt_', 'bkjt_', 'bkaj_', 'bkag_', 'bkaa_', 'bkar_', 'bkps_', 'bkpat_'],
          minEntropy: 3,
          examples: [
            'KEY=bkat_{A-Za-z0-9_-:52}',
            '"bkct_{A-Za-z0-9_-:52}"',
            'Bearer bkpt_{A-Za-z0-9_-:52}',
            'token: bkjt_{A-Za-z0-9_-:52}',
            'KEY=bkaj_{A-Za-z0-9_-:52}',
            '"bkag_{A-Za-z0-9_-:52}"',
          ],
          lookalikes: ['bkat_{A-Za-z0-9_-:30}', 'qbkat_{A-Za-z0-9_-:52}'],
        },
      ],
    },
  },
})
