/** Midtrans: server keys begin with `Mid-server-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'midtrans',
  name: 'Midtrans',
  docs: 'https://docs.midtrans.com/docs/api-authorization-headers',
  keys: {
    'server-key': {
      label: 'server key',
      about: 'server key',
      detect: [
        {
          rule: 'midtrans-server-key',
          about: 'Midtrans server key',
          pattern: /(?<![A-Za-z0-9]|SB-)(?<secret>Mid-(?:server|client)-[A-Za-z0-9_-]{16,24})(?![A-Za-z0-9_-])/,
          literals: ['mid-server-', 'mid-client-'],
          minEntropy: 3,
          examples: ['KEY=Mid-server-{A-Za-z0-9_-:20}', '"Mid-client-{A-Za-z0-9_-:20}"'],
          lookalikes: ['Mid-server-{A-Za-z0-9_-:12}', 'qMid-server-{A-Za-z0-9_-:20}', 'SB-Mid-server-{A-Za-z0-9_-:20}'],
        },
      ],
    },
    'sandbox-key': {
      label: 'sandbox key',
      about: 'sandbox key',
      detect: [
        fixedKey({
          rule: 'midtrans-sandbox-key',
          about: 'Midtrans sandbox key',
          key: /SB-Mid-(?:server|client)-[A-Za-z0-9_-]{16,24}/,
        }),
      ],
    },
  },
})
