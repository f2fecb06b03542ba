/** Linear: API keys begin with `lin_api_`; OAuth tokens begin with `lin_oauth_`; client secrets of 32 characters, known by the name beside them. */
import { bearer, header, identity, member, probe } from './probe.ts'
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'linear',
  name: 'Linear',
  docs: 'https://linear.app/developers/graphql',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.linear.app',
        method: 'POST',
        path: '/graphql',
        send: header('authorization'),
        body: () => ({ query: '{ viewer { id email admin } organization { name } }' }),
        live: 'data.viewer.id',
        inspect: ({ body }) => ({
          access: member(body, 'data.viewer.admin') === true ? 'admin' : 'write',
          environment: 'live',
          ...identity(body, { account: 'data.organization.name', principal: 'data.viewer.email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'linear-api-key',
          about: 'Linear API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>lin_api_[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['lin_api_'],
          minEntropy: 3,
          examples: ['KEY=lin_api_{A-Za-z0-9:40}', '"lin_api_{A-Za-z0-9:40}"'],
          lookalikes: ['lin_api_{A-Za-z0-9:30}', 'qlin_api_{A-Za-z0-9:40}'],
        },
      ],
    },
    'oauth-token': {
      label: 'OAuth token',
      about: 'OAuth token',
      ...probe({
        at: 'https://api.linear.app',
        method: 'POST',
        path: '/graphql',
        send: bearer,
        body: () => ({ query: '{ viewer { id } }' }),
        live: 'data.viewer.id',
      }),
      detect: [
        {
          rule: 'linear-oauth-token',
          about: 'Linear OAuth token',
          pattern: /(?<![A-Za-z0-9])(?<secret>lin_oauth_[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['lin_oauth_'],
          minEntropy: 3,
          examples: ['KEY=lin_oauth_{a-f0-9:64}', '"lin_oauth_{a-f0-9:64}"'],
          lookalikes: ['lin_oauth_{a-f0-9:48}', 'qlin_oauth_{a-f0-9:64}'],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'linear-client-secret',
          about: 'Linear client secret',
          pattern:
            /(?:linear|Linear|LINEAR)[_.-]?(?:\w{1,12}[_.-])?(?:[A-Za-z]{0,8}(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET))\w{0,8}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['linear'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['LINEAR_API_KEY={a-f0-9:32}', 'linearToken: "{a-f0-9:32}"', "'linear_secret' => '{a-f0-9:32}'"],
          lookalikes: [
            'LINEAR_API_KEY={a-f0-9:24}',
            'linear says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
