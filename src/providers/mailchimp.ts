/** Mailchimp: API keys of 37 characters. */
import { basic, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailchimp',
  name: 'Mailchimp',
  docs: 'https://mailchimp.com/developer/marketing/docs/fundamentals/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        path: '/3.0/',
        send: ({ key = '' }) => basic('user', key),
        live: 'account_id',
        // The last part of a key names its region.
        at: ({ key = '' }) => `https://${/us\d{1,3}$/.exec(key)?.[0] ?? 'us1'}.api.mailchimp.com`,
        hosts: ['*.api.mailchimp.com'],
        inspect: ({ body }) => ({
          access: member(body, 'role') === 'owner' || member(body, 'role') === 'admin' ? 'admin' : 'write',
          environment: 'live',
          ...identity(body, { account: 'account_id', principal: 'email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'mailchimp-api-key',
          about: 'Mailchimp API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>[a-f0-9]{32}-us[0-9]{1,2})(?![A-Za-z0-9])/,
          literals: ['-us'],
          minEntropy: 3,
          window: { before: 48, after: 69 },
          examples: ['MAILCHIMP_KEY={a-f0-9:32}-us{1-9:2}', '"{a-f0-9:32}-us{1-9:1}"'],
          lookalikes: ['{a-f0-9:32}-us', '{a-f0-9:28}-us{1-9:2}'],
        },
      ],
    },
  },
})
