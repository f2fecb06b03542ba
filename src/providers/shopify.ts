/** Shopify: access tokens of apps and stores, and app secrets. */
import { header, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shopify',
  name: 'Shopify',
  docs: 'https://shopify.dev/docs/apps/build/authentication-authorization',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'admin, custom-app or private-app access token',
      ...probe({
        path: '/admin/oauth/access_scopes.json',
        send: header('x-shopify-access-token'),
        live: 'access_scopes',
        tenant: /[a-z0-9-]+\.myshopify\.com/i,
        hosts: ['*.myshopify.com'],
        inspect: ({ body }) => {
          const granted = member(body, 'access_scopes')
          const scopes = namesOf(Array.isArray(granted) ? granted.map((one) => member(one, 'handle')) : [])
          const has = (pattern: RegExp): boolean => scopes.some((scope) => pattern.test(scope))
          return {
            environment: 'live',
            scopes,
            access: has(/^write_/) ? 'write' : 'read',
            canMintKeys: 'no',
            readsPersonalData: has(/_(?:all_)?orders$|_customers$|_users$/) ? 'yes' : 'no',
            movesMoney: has(/^write_(?:orders|payment|gift_cards)/) ? 'yes' : 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'shopify-access-token',
          about: 'Shopify access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>shp(?:at|ca|pa)_[a-fA-F0-9]{32})(?![A-Za-z0-9])/,
          literals: ['shpat_', 'shpca_', 'shppa_'],
          minEntropy: 3,
          partners: [{ rule: 'shopify-store' }],
          examples: ['X-Shopify-Access-Token: shpat_{a-f0-9:32}', 'shppa_{a-f0-9:32}', 'shpca_{A-F0-9:32}'],
          lookalikes: ['shpat_{a-f0-9:31}', 'shpxx_{a-f0-9:32}'],
        },
      ],
    },
    'app-secret': {
      label: 'app secret',
      about: 'secret of an app: signs webhooks and requests',
      detect: [
        {
          rule: 'shopify-app-secret',
          about: 'Shopify app secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>shpss_[a-fA-F0-9]{32})(?![A-Za-z0-9])/,
          literals: ['shpss_'],
          minEntropy: 3,
          partners: [{ rule: 'shopify-store' }],
          examples: ['SHOPIFY_API_SECRET=shpss_{a-f0-9:32}'],
          lookalikes: ['shpss_{a-f0-9:33}', 'shpss_{G-Z:32}'],
        },
      ],
    },
    store: {
      label: 'store',
      about: 'the store that a token opens',
      detect: [
        {
          rule: 'shopify-store',
          about: 'Shopify store',
          pattern: /(?<![A-Za-z0-9.-])(?<secret>(?:[A-Za-z0-9-]{1,60}\.){1,3}myshopify\.com)(?![A-Za-z0-9-])/,
          literals: ['.myshopify.com'],
          window: { before: 200, after: 24 },
          part: 'context',
          examples: ['https://{a-z0-9:12}.myshopify.com/admin', 'shop = "{a-z:9}.{a-z:5}.myshopify.com"'],
          lookalikes: ['myshopify.com', '{a-z0-9:12}.myshopify.community'],
        },
      ],
    },
  },
})
