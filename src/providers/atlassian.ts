/** Atlassian: API tokens begin with `ATATT3`; legacy tokens of 24 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'atlassian',
  name: 'Atlassian',
  docs: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'atlassian-api-token',
          about: 'Atlassian API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>AT(?:A|C)TT3[A-Za-z0-9_=-]{180,220})(?![A-Za-z0-9_-])/,
          literals: ['atatt3', 'atctt3'],
          minEntropy: 3,
          examples: ['KEY=ATATT3{A-Za-z0-9_=-:200}', '"ATCTT3{A-Za-z0-9_=-:200}"'],
          lookalikes: ['ATATT3{A-Za-z0-9_=-:135}', 'qATATT3{A-Za-z0-9_=-:200}'],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        keyBesideName({
          rule: 'atlassian-legacy-token',
          about: 'Atlassian legacy token',
          names: ['atlassian', 'confluence', 'jira'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
