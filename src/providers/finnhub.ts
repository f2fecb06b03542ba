/** Finnhub: API keys of 20 characters, known by the name beside them; API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'finnhub',
  name: 'Finnhub',
  docs: 'https://finnhub.io/docs/api/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://finnhub.io',
        path: '/api/v1/stock/market-status?exchange=US',
        send: header('x-finnhub-token'),
        live: 'exchange',
      }),
      detect: [
        keyBesideName({
          rule: 'finnhub-api-key',
          about: 'Finnhub API key',
          names: ['finnhub'],
          key: /[a-z0-9]{20}/,
        }),
        keyBesideName({
          rule: 'finnhub-api-key-long',
          about: 'Finnhub API key',
          names: ['finnhub'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
