/** Contentful: access tokens begin with `CFPAT-`; delivery tokens of 43 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'contentful',
  name: 'Contentful',
  docs: 'https://www.contentful.com/developers/docs/references/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: ['https://api.contentful.com', 'https://api.eu.contentful.com'],
        path: '/users/me',
        send: bearer,
        live: 'sys.id',
        // An error has an id as well, but never with 2xx.
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'sys.id', principal: 'email' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'contentful-access-token',
          about: 'Contentful access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>CFPAT-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['cfpat-'],
          minEntropy: 3,
          examples: ['KEY=CFPAT-{A-Za-z0-9_-:43}', '"CFPAT-{A-Za-z0-9_-:43}"'],
          lookalikes: ['CFPAT-{A-Za-z0-9_-:33}', 'qCFPAT-{A-Za-z0-9_-:43}'],
        },
      ],
    },
    'delivery-token': {
      label: 'delivery token',
      about: 'delivery token',
      detect: [
        keyBesideName({
          rule: 'contentful-delivery-token',
          about: 'Contentful delivery token',
          names: ['contentful'],
          key: /[A-Za-z0-9_=-]{43,45}/,
        }),
      ],
    },
  },
})
