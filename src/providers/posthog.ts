/** PostHog: API keys begin with `phc_`. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'posthog',
  name: 'PostHog',
  docs: 'https://posthog.com/docs/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://us.posthog.com', 'https://eu.posthog.com'],
        path: '/api/users/@me/',
        send: bearer,
        live: 'uuid',
        // Only personal keys (`phx_`) are for this interface.
        not: /^ph[acrs]_/,
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'organization.name', principal: 'email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'posthog-api-key',
          about: 'PostHog API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>ph(?:c|x|s|r|a)_[A-Za-z0-9_-]{41,52})(?![A-Za-z0-9_-])/,
          literals: ['phc_', 'phx_', 'phs_', 'phr_', 'pha_'],
          minEntropy: 3,
          examples: [
            'KEY=phc_{A-Za-z0-9_-:47}',
            '"phx_{A-Za-z0-9_-:47}"',
            'Bearer phs_{A-Za-z0-9_-:47}',
            'token: phr_{A-Za-z0-9_-:47}',
            'KEY=pha_{A-Za-z0-9_-:47}',
          ],
          lookalikes: ['phc_{A-Za-z0-9_-:32}', 'qphc_{A-Za-z0-9_-:47}'],
        },
      ],
    },
  },
})
