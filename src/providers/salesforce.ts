/**
 * Salesforce: session tokens name the organization (`00D…!…`); refresh tokens begin with `5Aep861`; consumer keys of
 * connected apps with `3MVG9`; consumer secrets have no mark of their own. The host of the organization goes with them.
 */
import { defineProvider } from './provider.ts'

const INSTANCE = { rule: 'salesforce-instance' }

export default defineProvider({
  id: 'salesforce',
  name: 'Salesforce',
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/',
  keys: {
    'session-token': {
      label: 'session token',
      about: 'session token',
      detect: [
        {
          rule: 'salesforce-session-token',
          about: 'Salesforce session token',
          pattern: /(?<![A-Za-z0-9])(?<secret>00[A-Za-z0-9]{13}![A-Za-z0-9._-]{80,260})(?![A-Za-z0-9_-])/,
          literals: ['00d', '00o'],
          minEntropy: 3.5,
          partners: [INSTANCE],
          examples: ['SF_TOKEN=00D{A-Za-z0-9:12}!{A-Za-z0-9:96}', '"00D{A-Za-z0-9:12}!{A-Za-z0-9._:96}"'],
          lookalikes: ['00D{A-Za-z0-9:12}!{A-Za-z0-9:20}', '00D{A-Za-z0-9:12}{A-Za-z0-9:96}'],
        },
      ],
    },
    'refresh-token': {
      label: 'refresh token',
      about: 'refresh token of a connected app',
      detect: [
        {
          rule: 'salesforce-refresh-token',
          about: 'Salesforce refresh token',
          pattern: /(?<![A-Za-z0-9])(?<secret>5A[Ee][Pp]861[A-Za-z0-9._]{73,120}={0,2})(?![A-Za-z0-9_=])/,
          literals: ['5aep861'],
          minEntropy: 3.5,
          partners: [INSTANCE, { rule: 'salesforce-consumer-key' }],
          examples: ['refresh_token=5Aep861{A-Za-z0-9._:80}'],
          lookalikes: ['5Aep861{A-Za-z0-9:40}', 'q5Aep861{A-Za-z0-9._:80}'],
        },
      ],
    },
    'consumer-secret': {
      label: 'consumer secret',
      about: 'consumer secret of a connected app',
      detect: [
        {
          rule: 'salesforce-consumer-secret',
          about: 'Salesforce consumer secret',
          pattern:
            /(?:sales_?force|sfdc|SALES_?FORCE|SFDC|SalesForce|Salesforce)[\w .-]{0,24}(?:secret|SECRET|Secret)["'`\]]{0,2}\s{0,3}(?:=>|[:=,])\s{0,3}["'`]{0,3}(?<secret>[A-F0-9]{64}|\d{18,19})(?![A-Za-z0-9])/,
          literals: ['salesforce', 'sales_force', 'sfdc'],
          partners: [INSTANCE, { rule: 'salesforce-consumer-key' }],
          examples: ['SALESFORCE_CONSUMER_SECRET={A-F0-9:64}', 'sfdc_client_secret: "{1-9:19}"'],
          lookalikes: ['SALESFORCE_CONSUMER_SECRET={A-F0-9:40}', 'SALESFORCE_ACCOUNT={1-9:19}'],
        },
      ],
    },
    'consumer-key': {
      label: 'consumer key',
      about: 'consumer key of a connected app',
      detect: [
        {
          rule: 'salesforce-consumer-key',
          about: 'Salesforce consumer key',
          pattern: /(?<![A-Za-z0-9])(?<secret>3MVG9[A-Za-z0-9._]{75,250})(?![A-Za-z0-9_])/,
          literals: ['3mvg9'],
          minEntropy: 3.5,
          part: 'id',
          examples: ['client_id=3MVG9{A-Za-z0-9._:80}'],
          lookalikes: ['3MVG9{A-Za-z0-9:40}', 'q3MVG9{A-Za-z0-9._:80}'],
        },
      ],
    },
    instance: {
      label: 'instance',
      about: 'host of the organization',
      detect: [
        {
          rule: 'salesforce-instance',
          about: 'Salesforce instance',
          pattern: /(?<![A-Za-z0-9.-])(?<secret>(?:[A-Za-z0-9-]{1,63}\.){1,3}my\.salesforce\.com)(?![A-Za-z0-9-])/,
          literals: ['.my.salesforce.com'],
          window: { before: 200, after: 24 },
          part: 'context',
          examples: ['https://{a-z0-9:12}.my.salesforce.com/services'],
          lookalikes: ['my.salesforce.com', '{a-z0-9:12}.my.salesforce.community'],
        },
      ],
    },
  },
})
