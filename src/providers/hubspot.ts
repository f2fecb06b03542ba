/** HubSpot: private app tokens begin with `pat-na1-`; API keys of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hubspot',
  name: 'HubSpot',
  docs: 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
  keys: {
    'private-app-token': {
      label: 'private app token',
      about: 'private app token',
      ...probe({
        at: 'https://api.hubapi.com',
        path: '/account-info/v3/details',
        send: bearer,
        live: 'portalId',
        inspect: ({ body }) => ({ environment: 'live', ...identity(body, { account: 'portalId' }), canMintKeys: 'no' }),
      }),
      detect: [
        {
          rule: 'hubspot-private-app-token',
          about: 'HubSpot private app token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>pat-(?:na1|na2|na3|eu1|ap1)-[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{12})(?![A-Za-z0-9])/,
          literals: ['pat-na1-', 'pat-na2-', 'pat-na3-', 'pat-eu1-', 'pat-ap1-'],
          minEntropy: 3,
          examples: [
            'KEY=pat-na1-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"pat-na2-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
            'Bearer pat-na3-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            'token: pat-eu1-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            'KEY=pat-ap1-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
          lookalikes: [
            'pat-na1-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qpat-na1-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'hubspot-api-key',
          about: 'HubSpot API key',
          names: ['hubspot', 'hapi key'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
