/** npm: access tokens of the registry, which end in a checksum. */
import { judgeChecksum, keyBesideName } from './key-form.ts'
import { tokenChecksum } from '../base/token-checksum.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider, type Judgement } from './provider.ts'

/** The formula is known from samples only. */
function judgeToken(token: string): Judgement {
  const body = token.slice('npm_'.length)
  return judgeChecksum(tokenChecksum(body.slice(0, 30)) === body.slice(30))
}

export default defineProvider({
  id: 'npm',
  name: 'npm',
  docs: 'https://docs.npmjs.com/about-access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token: reads or publishes packages',
      ...probe({
        path: '/-/whoami',
        send: bearer,
        live: 'username',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { principal: 'username' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'npm-access-token',
          about: 'npm access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>npm_[A-Za-z0-9]{36})(?![A-Za-z0-9_])/,
          literals: ['npm_'],
          minEntropy: 3.3,
          window: { before: 8, after: 64 },
          judge: judgeToken,
          examples: ['_authToken=npm_{A-Za-z0-9:30}{checksum}', 'NPM_TOKEN="npm_{A-Za-z0-9:30}{checksum}"'],
          lookalikes: ['npm_config_registry', 'npm_{A-Za-z0-9:35}', 'npm_{A-Za-z0-9:37}'],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy access token',
      about: 'access token issued before 2021',
      detect: [
        keyBesideName({
          rule: 'npm-legacy-token',
          about: 'npm legacy access token',
          names: ['npm'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
        keyBesideName({
          rule: 'npm-auth-token',
          about: 'npm access token in .npmrc',
          names: ['_authtoken', 'npm token', 'npm auth token'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
