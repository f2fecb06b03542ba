/** Apify: API keys begin with `apify_api_`. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apify',
  name: 'Apify',
  docs: 'https://docs.apify.com/platform/integrations/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.apify.com',
        path: '/v2/users/me',
        send: bearer,
        live: 'data.id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'data.id', principal: 'data.username' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'apify-api-key',
          about: 'Apify API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>apify_api_[A-Za-z0-9-]{34,40})(?![A-Za-z0-9])/,
          literals: ['apify_api_'],
          minEntropy: 3,
          examples: ['KEY=apify_api_{A-Za-z0-9-:38}', '"apify_api_{A-Za-z0-9-:38}"'],
          lookalikes: ['apify_api_{A-Za-z0-9-:27}', 'qapify_api_{A-Za-z0-9-:38}'],
        },
        keyBesideName({
          rule: 'apify-named-token',
          about: 'Apify API token',
          names: ['apify'],
          key: /[A-Za-z0-9]{36}/,
        }),
      ],
    },
  },
})
