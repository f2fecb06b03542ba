/** What providers answer about keys that need another part beside them, or a second question. */
import type { KeyAnswers } from './key-answers.ts'

const TOKEN = 'Bearer {key}'

export const OF_PARTS: readonly KeyAnswers[] = [
  {
    provider: 'twilio',
    kind: 'auth-token',
    key: '{0-9a-f:32}',
    companions: [['twilio-account-sid', 'AC{0-9a-f:32}']],
    asks: 'GET /2010-04-01/Accounts/{0}.json',
    shows: { basic: '{0}:{key}' },
    live: [200, { sid: 'AC…', friendly_name: 'Shop', status: 'active', type: 'Full' }],
    dead: [401, { code: 20003, message: 'Authenticate', status: 401 }],
    restricted: [403, { code: 70051, message: 'Authorization failed', status: 403 }],
    inspection: { principal: 'Shop', access: 'admin', canMintKeys: 'yes', readsPersonalData: 'yes' },
  },
  {
    provider: 'twilio',
    kind: 'api-key',
    key: '{A-Za-z0-9:32}',
    companions: [
      ['twilio-account-sid', 'AC{0-9a-f:32}'],
      ['twilio-api-key-sid', 'SK{0-9a-f:32}'],
    ],
    asks: 'GET /2010-04-01/Accounts/{0}/IncomingPhoneNumbers.json?PageSize=1',
    shows: { basic: '{1}:{key}' },
    live: [200, { incoming_phone_numbers: [], page_size: 1 }],
    dead: [401, { code: 20003, message: 'Authenticate', status: 401 }],
    restricted: [403, { code: 70051, message: 'Authorization failed', status: 403 }],
  },
  {
    provider: 'datadog',
    kind: 'application-key',
    key: '{a-f0-9:40}',
    companions: [['datadog-api-key', '{a-f0-9:32}']],
    asks: 'GET /api/v2/validate_keys',
    shows: { 'dd-application-key': '{key}', 'dd-api-key': '{0}' },
    live: [200, { status: 'ok' }],
    dead: [403, { errors: ['Forbidden'] }],
  },
  {
    provider: 'shopify',
    kind: 'access-token',
    companions: [['shopify-store', '{a-z:9}.myshopify.com']],
    asks: 'GET /admin/oauth/access_scopes.json',
    shows: { 'x-shopify-access-token': '{key}' },
    live: [200, { access_scopes: [{ handle: 'read_orders' }, { handle: 'write_products' }] }],
    dead: [401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }],
    restricted: [403, { errors: '[API] This action requires merchant approval.' }],
    inspection: { access: 'write', scopes: ['read_orders', 'write_products'], readsPersonalData: 'yes' },
  },
  {
    provider: 'azure',
    kind: 'client-secret',
    key: '{A-Za-z0-9:3}8Q~{A-Za-z0-9:34}',
    companions: [
      ['azure-tenant-id', '{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}'],
      ['azure-client-id', '{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}'],
    ],
    asks: 'POST /{0}/oauth2/v2.0/token',
    shows: {
      body: 'client_id={1}&client_secret={key|form}&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default',
    },
    live: [200, { token_type: 'Bearer', expires_in: 3599, access_token: 'e30.e30.x' }],
    dead: [
      401,
      {
        error: 'invalid_client',
        error_codes: [7000215],
        error_description: 'AADSTS7000215: Invalid client secret provided.',
      },
    ],
    restricted: [
      400,
      {
        error: 'invalid_grant',
        error_codes: [53003],
        error_description: 'AADSTS53003: Access has been blocked by Conditional Access policies.',
      },
    ],
  },
  {
    provider: 'discord',
    kind: 'webhook',
    asks: 'GET {key|path}',
    shows: {},
    live: [200, { id: '1', type: 1, name: 'deploys', guild_id: '42', channel_id: '7' }],
    dead: [404, { message: 'Unknown Webhook', code: 10015 }],
    restricted: [403, { message: 'Missing Access', code: 50001 }],
    inspection: { account: '42', principal: 'deploys', access: 'write' },
  },
  {
    provider: 'cloudflare',
    kind: 'api-token',
    asks: 'GET /client/v4/user/tokens/verify',
    shows: { authorization: TOKEN },
    live: [200, { success: true, errors: [], result: { id: 'ed17574386854bf78a67040be0a770b0', status: 'active' } }],
    dead: [401, { success: false, errors: [{ code: 1000, message: 'Invalid API Token' }], result: null }],
    also: [
      {
        asks: 'GET /client/v4/accounts?per_page=1',
        answer: [403, { success: false, errors: [{ code: 9109, message: 'Invalid access token' }], result: null }],
      },
    ],
    inspection: { principal: 'ed17574386854bf78a67040be0a770b0' },
  },
  {
    provider: 'okta',
    kind: 'api-token',
    companions: [['okta-domain', '{a-z:8}.okta.com']],
    asks: 'GET /api/v1/users/me',
    shows: { authorization: 'SSWS {key}' },
    live: [200, { id: '00u1', status: 'ACTIVE', profile: { login: 'ops@shop.example' } }],
    dead: [401, { errorCode: 'E0000011', errorSummary: 'Invalid token provided' }],
    restricted: [
      403,
      { errorCode: 'E0000006', errorSummary: 'You do not have permission to perform the requested action' },
    ],
    inspection: { account: '00u1', principal: 'ops@shop.example', readsPersonalData: 'yes' },
  },
  {
    provider: 'databricks',
    kind: 'access-token',
    companions: [['databricks-host', 'dbc-{a-f0-9:8}.cloud.databricks.com']],
    asks: 'GET /api/2.0/preview/scim/v2/Me',
    shows: { authorization: 'Bearer {key}' },
    live: [200, { id: '7', userName: 'ops@shop.example', groups: [{ display: 'admins' }] }],
    dead: [403, { error_code: 403, message: 'Invalid access token.' }],
    restricted: [403, { error_code: 'PERMISSION_DENIED', message: 'no' }],
    inspection: { account: '7', principal: 'ops@shop.example', access: 'admin' },
  },
]
