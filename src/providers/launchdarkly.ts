/** LaunchDarkly: access tokens begin with `api-`; access tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'launchdarkly',
  name: 'LaunchDarkly',
  docs: 'https://launchdarkly.com/docs/home/account/api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: ['https://app.launchdarkly.com', 'https://app.eu.launchdarkly.com'],
        path: '/api/v2/caller-identity',
        send: header('authorization'),
        live: 'accountId',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'accountId', principal: 'tokenName' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'launchdarkly-access-token',
          about: 'LaunchDarkly access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:api|sdk|mob)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['api-', 'sdk-', 'mob-'],
          minEntropy: 3,
          examples: [
            'KEY=api-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"sdk-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
            'Bearer mob-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
          lookalikes: [
            'api-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qapi-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
        keyBesideName({
          rule: 'launchdarkly-named-token',
          about: 'LaunchDarkly access token',
          names: ['launch darkly'],
          key: /[A-Za-z0-9_=-]{40}/,
        }),
      ],
    },
    'client-side-id': {
      label: 'client-side id',
      about: 'client-side id',
      detect: [
        keyBesideName({
          rule: 'launchdarkly-client-side-id',
          about: 'LaunchDarkly client-side id',
          names: ['launch darkly client', 'ld client'],
          part: 'id',
          key: /[a-f0-9]{24}/,
        }),
      ],
    },
  },
})
