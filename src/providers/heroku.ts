/** Heroku: API keys begin with `HRKU-AA`; API keys of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'heroku',
  name: 'Heroku',
  docs: 'https://devcenter.heroku.com/articles/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.heroku.com',
        path: '/account',
        send: (parts) => ({ ...bearer(parts), accept: 'application/vnd.heroku+json; version=3' }),
        live: 'id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'heroku-api-key',
          about: 'Heroku API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>HRKU-AA[A-Za-z0-9_-]{58})(?![A-Za-z0-9_-])/,
          literals: ['hrku-aa'],
          minEntropy: 3,
          examples: ['KEY=HRKU-AA{A-Za-z0-9_-:58}', '"HRKU-AA{A-Za-z0-9_-:58}"'],
          lookalikes: ['HRKU-AA{A-Za-z0-9_-:44}', 'qHRKU-AA{A-Za-z0-9_-:58}'],
        },
        keyBesideName({
          rule: 'heroku-api-key-old',
          about: 'Heroku API key',
          names: ['heroku'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
