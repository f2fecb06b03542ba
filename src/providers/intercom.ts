/** Intercom: access tokens begin with `dG9rO`; access tokens of 60 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'intercom',
  name: 'Intercom',
  docs: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: ['https://api.intercom.io', 'https://api.eu.intercom.io', 'https://api.au.intercom.io'],
        path: '/me',
        send: bearer,
        live: 'id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'app.id_code', principal: 'email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'intercom-access-token',
          about: 'Intercom access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dG9rO[A-Za-z0-9+/]{54}=)/,
          literals: ['dg9ro'],
          minEntropy: 3.5,
          examples: ['KEY=dG9rO{A-Za-z0-9+/:54}=', '"dG9rO{A-Za-z0-9+/:54}="'],
          lookalikes: ['dG9rO{A-Za-z0-9+/:41}=', 'qdG9rO{A-Za-z0-9+/:54}='],
        },
        keyBesideName({
          rule: 'intercom-named-token',
          about: 'Intercom access token',
          names: ['intercom'],
          key: /[A-Za-z0-9+/_=-]{60}/,
        }),
      ],
    },
  },
})
