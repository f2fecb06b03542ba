/** GoCardless: access tokens of 45 characters, known by the name beside them; sandbox tokens of 48 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gocardless',
  name: 'GoCardless',
  docs: 'https://developer.gocardless.com/getting-started/api/making-your-first-request/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: ['https://api.gocardless.com', 'https://api-sandbox.gocardless.com'],
        path: '/creditors?limit=1',
        send: (parts) => ({ ...bearer(parts), 'gocardless-version': '2015-07-06' }),
        live: 'creditors',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'creditors.0.id', principal: 'creditors.0.name' }),
          readsPersonalData: 'yes',
          movesMoney: 'yes',
        }),
      }),
      detect: [
        keyBesideName({
          rule: 'gocardless-access-token',
          about: 'GoCardless access token',
          names: ['go cardless'],
          key: /live_[A-Za-z0-9_=-]{40}/,
        }),
      ],
    },
    'sandbox-token': {
      label: 'sandbox token',
      about: 'sandbox token',
      detect: [
        keyBesideName({
          rule: 'gocardless-sandbox-token',
          about: 'GoCardless sandbox token',
          names: ['go cardless'],
          key: /sandbox_[A-Za-z0-9_=-]{40}/,
        }),
      ],
    },
  },
})
