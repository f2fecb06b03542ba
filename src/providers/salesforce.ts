/** Salesforce: session tokens begin with `00`. */
import { defineProvider } from './provider.ts'

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
          pattern: /(?<![A-Za-z0-9])(?<secret>00[A-Za-z0-9]{13}![A-Za-z0-9._-]{80,160})(?![A-Za-z0-9_-])/,
          literals: ['00d', '00o'],
          minEntropy: 3.5,
          examples: ['SF_TOKEN=00D{A-Za-z0-9:12}!{A-Za-z0-9:96}', '"00D{A-Za-z0-9:12}!{A-Za-z0-9._:96}"'],
          lookalikes: ['00D{A-Za-z0-9:12}!{A-Za-z0-9:20}', '00D{A-Za-z0-9:12}{A-Za-z0-9:96}'],
        },
      ],
    },
  },
})
