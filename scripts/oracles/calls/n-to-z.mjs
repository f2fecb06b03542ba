/** The calls of providers' own clients that ask what our `verify` asks: N to Z. */

export const N_TO_Z = [
  {
    kinds: ['slack webhook'],
    sdk: '@slack/webhook',
    // A live webhook answers an empty message with 400, a dead one with 404: both come as errors.
    call: ({ IncomingWebhook }, { key }) =>
      new IncomingWebhook(`https://hooks.slack.com/services/${key}`).send({}).catch(({ message }) => message),
    handsBack: 'statusCode = 400',
  },
  {
    kinds: ['sentry user-token', 'sentry auth-token'],
    sdk: '@sentry/cli-linux-x64',
    main: 'node:child_process',
    call: ({ spawnSync }, { key }) => {
      const env = { SENTRY_URL: `http://127.0.0.1:${process.env['DOOR_PORT']}`, SENTRY_AUTH_TOKEN: key }
      const { stdout, stderr } = spawnSync('node_modules/@sentry/cli-linux-x64/bin/sentry-cli', ['info'], { env })
      return `${stdout}${stderr}`
    },
    handsBack: 'ops@shop.example',
    but: { host: 'the program of the command line cannot be led elsewhere than by its address' },
  },
  {
    kinds: ['posthog api-key'],
    sdk: '@posthog/agent-toolkit',
    call: async ({ PostHogAgentToolkit }, { key }) => {
      const options = { posthogApiToken: key, posthogApiBaseUrl: 'https://us.posthog.com' }
      const result = await new PostHogAgentToolkit(options).getContext().api.users().me()
      if (!result.success) throw result.error
      return result.data
    },
    handsBack: 'd-1',
    lacks: ['Shop', 'ops@shop.example'],
  },
  {
    kinds: ['postman api-key'],
    sdk: '@postman/postman-mcp-server',
    main: '@postman/postman-mcp-server/dist/src/constants.js',
    call: async (_, { key, load }) => {
      process.env['POSTMAN_API_KEY'] = key
      const { PostmanAPIClient } = await load('@postman/postman-mcp-server/dist/src/clients/postman.js')
      return new PostmanAPIClient().get('/me')
    },
    but: { host: 'the documentation names api.getpostman.com, this client api.postman.com' },
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['netlify legacy-token'],
    sdk: '@netlify/api',
    call: ({ NetlifyAPI }, { key }) => new NetlifyAPI(key).getCurrentUser(),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['npm access-token'],
    sdk: 'npm-registry-fetch',
    call: ({ default: npm }, { key }) =>
      npm.json('/-/whoami', {
        registry: 'https://registry.example/',
        forceAuth: { token: key },
        '//registry.example/:_authToken': key,
      }),
    handsBack: 'shop-bot',
  },
  {
    kinds: ['nylas api-key'],
    sdk: 'nylas',
    call: ({ default: Nylas }, { key }) => new (Nylas.default ?? Nylas)({ apiKey: key }).applications.getDetails(),
    handsBack: 'a-1',
  },
  {
    kinds: ['okta api-token'],
    sdk: '@okta/okta-sdk-nodejs',
    call: ({ Client }, { key, beside }) =>
      new Client({ orgUrl: `https://${beside[0]}`, token: key }).userApi.getUser({ userId: 'me' }),
    handsBack: '00u1',
  },
  {
    kinds: ['openai admin-key'],
    sdk: 'openai',
    call: ({ OpenAI }, { key }) =>
      new OpenAI({ adminAPIKey: key, apiKey: key, maxRetries: 0 }).admin.organization.adminAPIKeys.list({ limit: 1 }),
    handsBack: 'has_more',
  },
  {
    kinds: ['openai api-key'],
    sdk: 'openai',
    call: ({ OpenAI }, { key }) => new OpenAI({ apiKey: key, maxRetries: 0 }).models.list(),
    handsBack: 'm-1',
  },
  {
    kinds: ['openrouter api-key'],
    sdk: '@openrouter/sdk',
    call: ({ OpenRouter }, { key }) =>
      new OpenRouter({ apiKey: key, retryConfig: { strategy: 'none' } }).apiKeys.getCurrentKeyMetadata(),
    handsBack: '1.5',
  },
  {
    kinds: ['paddle api-key'],
    sdk: '@paddle/paddle-node-sdk',
    call: ({ Paddle }, { key }) => new Paddle(key, { environment: 'production' }).eventTypes.list(),
    handsBack: 'transaction.paid',
  },
  {
    kinds: ['pagerduty api-key', 'pagerduty user-key'],
    sdk: '@pagerduty/pdjs',
    call: async ({ api }, { key }) => (await api({ token: key }).get('/abilities')).data,
    handsBack: 'sso',
  },
  {
    kinds: ['pinecone api-key'],
    sdk: '@pinecone-database/pinecone',
    call: ({ Pinecone }, { key }) => new Pinecone({ apiKey: key, maxRetries: 0 }).listIndexes(),
    handsBack: 'indexes',
  },
  {
    kinds: ['segment api-token'],
    sdk: '@segment/public-api-sdk-typescript',
    call: async ({ configureApis }, { key }) => (await configureApis(key).workspaces.getWorkspace()).body,
    handsBack: 'w-1',
  },
  {
    kinds: ['shippo api-token'],
    sdk: 'shippo',
    call: ({ Shippo }, { key }) =>
      new Shippo({ apiKeyHeader: `ShippoToken ${key}` }).carrierAccounts.list({ results: 1 }),
    handsBack: 'results',
  },
  {
    kinds: ['shopify access-token'],
    sdk: '@shopify/shopify-api',
    call: async (sdk, { key, beside, load }) => {
      await load('@shopify/shopify-api/adapters/node')
      const { restResources } = await load('@shopify/shopify-api/rest/admin/2025-10')
      const shop = sdk.shopifyApi({
        apiKey: 'k',
        apiSecretKey: 's',
        adminApiAccessToken: key,
        isCustomStoreApp: true,
        hostName: 'app.example',
        apiVersion: '2025-10',
        isEmbeddedApp: false,
        restResources,
        logger: { level: 0 },
      })
      return shop.rest.AccessScope.all({ session: shop.session.customAppSession(beside[0]) })
    },
    handsBack: 'read_orders',
  },
  {
    kinds: ['square access-token'],
    sdk: 'square',
    call: ({ SquareClient }, { key }) => new SquareClient({ token: key }).oAuth.retrieveTokenStatus({ maxRetries: 0 }),
    handsBack: 'M1',
  },
  {
    kinds: ['supabase access-token'],
    sdk: '@supabase/mcp-server-supabase',
    call: async (_, { key, load }) =>
      (await load('@supabase/mcp-server-supabase/platform/api'))
        .createSupabaseApiPlatform({ accessToken: key })
        .account.listOrganizations(),
    handsBack: 'shop',
  },
  {
    kinds: ['telegram bot-token'],
    sdk: 'grammy',
    by: 'community',
    call: ({ Api }, { key }) => new Api(key).getMe(),
    handsBack: 'shop_bot',
    but: { method: 'the Bot API takes GET and POST alike' },
  },
  {
    kinds: ['telnyx api-key'],
    sdk: 'telnyx',
    call: ({ Telnyx }, { key }) => new Telnyx({ apiKey: key, maxRetries: 0 }).balance.retrieve(),
    handsBack: '10.00',
  },
  {
    kinds: ['twilio api-key'],
    sdk: 'twilio',
    call: ({ default: twilio }, { key, beside }) =>
      twilio(beside[1], key, { accountSid: beside[0] }).incomingPhoneNumbers.list({ pageSize: 1, limit: 1 }),
    handsBack: '[]',
  },
  {
    kinds: ['twilio auth-token'],
    sdk: 'twilio',
    call: ({ default: twilio }, { key, beside }) => twilio(beside[0], key).api.v2010.accounts(beside[0]).fetch(),
    handsBack: 'Shop',
  },
  {
    kinds: ['twitch chat-token'],
    sdk: '@twurple/auth',
    by: 'community',
    call: async ({ getTokenInfo }, { key }) => {
      const { userId, userName, scopes, clientId } = await getTokenInfo(key)
      return { userId, userName, scopes, clientId }
    },
    handsBack: 'shop',
  },
  {
    kinds: ['vercel access-token'],
    sdk: '@vercel/sdk',
    call: ({ Vercel }, { key }) =>
      new Vercel({ bearerToken: key, retryConfig: { strategy: 'none' } }).user.getAuthUser(),
    handsBack: 'shop',
  },
]
