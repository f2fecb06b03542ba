/** Databricks: access tokens begin with `dapi`; OAuth secrets begin with `dose`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'databricks',
  name: 'Databricks',
  docs: 'https://docs.databricks.com/en/dev-tools/auth/pat.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'databricks-access-token',
          about: 'Databricks access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dapi[a-fA-F0-9]{32})(?:-\d)?(?![A-Za-z0-9])/,
          literals: ['dapi'],
          minEntropy: 3,
          examples: ['KEY=dapi{a-fA-F0-9:32}', '"dapi{a-fA-F0-9:32}"'],
          lookalikes: ['dapi{a-fA-F0-9:24}', 'qdapi{a-fA-F0-9:32}'],
        },
      ],
    },
    'oauth-secret': {
      label: 'OAuth secret',
      about: 'OAuth secret',
      detect: [
        {
          rule: 'databricks-oauth-secret',
          about: 'Databricks OAuth secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>dose[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['dose'],
          minEntropy: 3,
          examples: ['KEY=dose{a-f0-9:32}', '"dose{a-f0-9:32}"'],
          lookalikes: ['dose{a-f0-9:24}', 'qdose{a-f0-9:32}'],
        },
      ],
    },
  },
})
