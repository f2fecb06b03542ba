/** Databricks: access tokens begin with `dapi`; OAuth secrets begin with `dose`. */
import { bearer, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'databricks',
  name: 'Databricks',
  docs: 'https://docs.databricks.com/en/dev-tools/auth/pat.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        path: '/api/2.0/preview/scim/v2/Me',
        send: bearer,
        live: 'id',
        tenant: /[a-z0-9.-]+\.(?:cloud\.databricks\.com|azuredatabricks\.net|gcp\.databricks\.com)/i,
        hosts: ['*.cloud.databricks.com', '*.azuredatabricks.net', '*.gcp.databricks.com'],
        judge: ({ status, body }) =>
          status === 403 && /invalid access token|token is expired/i.test(String(member(body, 'message')))
            ? { state: 'dead', why: 'refused' }
            : undefined,
        inspect: ({ text, body }) => ({
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'userName' }),
          ...(/"admins"/.test(text) && { access: 'admin', canMintKeys: 'yes' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'databricks-access-token',
          partners: [{ rule: 'databricks-host' }],
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
    workspace: {
      label: 'workspace',
      about: 'Databricks workspace',
      detect: [
        {
          rule: 'databricks-host',
          about: 'Databricks workspace',
          part: 'context',
          pattern:
            /(?<![A-Za-z0-9.-])(?<secret>[a-z0-9.-]{1,60}\.(?:cloud\.databricks\.com|azuredatabricks\.net|gcp\.databricks\.com))(?![A-Za-z0-9-])/i,
          literals: ['.cloud.databricks.com', '.azuredatabricks.net', '.gcp.databricks.com'],
          examples: [
            'DATABRICKS_HOST=https://dbc-{a-f0-9:8}-{a-f0-9:4}.cloud.databricks.com',
            'host = adb-{1-9:16}.7.azuredatabricks.net',
          ],
          lookalikes: ['.azuredatabricks.net', 'dbc-{a-f0-9:8}.databricks.example'],
        },
      ],
    },
  },
})
