/** Mailgun: API keys begin with `key-`; private keys of 50 characters, known by the name beside them; API keys of 72 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { basic, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

const ASK = probe({
  at: ['https://api.mailgun.net', 'https://api.eu.mailgun.net'],
  path: '/v4/domains?limit=1',
  send: ({ key = '' }) => basic('api', key),
  live: 'items',
})

export default defineProvider({
  id: 'mailgun',
  name: 'Mailgun',
  docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...ASK,
      detect: [
        {
          rule: 'mailgun-api-key',
          about: 'Mailgun API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:key|pubkey)-[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['key-', 'pubkey-'],
          minEntropy: 3,
          examples: ['KEY=key-{a-f0-9:32}', '"pubkey-{a-f0-9:32}"'],
          lookalikes: ['key-{a-f0-9:24}', 'qkey-{a-f0-9:32}'],
        },
        keyBesideName({
          rule: 'mailgun-api-key-long',
          about: 'Mailgun API key',
          names: ['mailgun'],
          key: /[a-z0-9-]{72}/,
        }),
      ],
    },
    'private-key': {
      label: 'private key',
      about: 'private key',
      ...ASK,
      detect: [
        keyBesideName({
          rule: 'mailgun-private-key',
          about: 'Mailgun private key',
          names: ['mailgun', 'mg api'],
          key: /[a-z0-9]{32}-[a-z0-9]{8}-[a-z0-9]{8}/,
        }),
      ],
    },
  },
})
