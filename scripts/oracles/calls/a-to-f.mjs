/** The calls of providers' own clients that ask what our `verify` asks: A to F. */

export const A_TO_F = [
  {
    kinds: ['anthropic admin-key'],
    sdk: '@anthropic-ai/sdk',
    call: ({ Anthropic }, { key }) =>
      new Anthropic({ apiKey: key, maxRetries: 0 }).organization.apiKeys.list({ limit: 1 }),
    handsBack: 'has_more',
    but: { shows: 'the documentation shows keys as x-api-key, this client as Bearer; both are taken' },
  },
  {
    kinds: ['anthropic api-key'],
    sdk: '@anthropic-ai/sdk',
    call: ({ Anthropic }, { key }) => new Anthropic({ apiKey: key, maxRetries: 0 }).models.list({ limit: 1 }),
    handsBack: 'm-1',
    but: { shows: 'the documentation shows keys as x-api-key, this client as Bearer; both are taken' },
  },
  {
    kinds: ['apify api-key'],
    sdk: 'apify-client',
    call: ({ ApifyClient }, { key }) => new ApifyClient({ token: key, maxRetries: 0 }).user('me').get(),
    handsBack: 'shop',
  },
  {
    kinds: ['asana access-token'],
    sdk: 'asana',
    call: ({ default: Asana }, { key }) => {
      Asana.ApiClient.instance.authentications.token.accessToken = key
      return new Asana.UsersApi().getUser('me', { opt_fields: 'gid,email' })
    },
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['azure client-secret'],
    sdk: '@azure/msal-node',
    call: ({ ConfidentialClientApplication }, { key, beside }) =>
      new ConfidentialClientApplication({
        auth: { clientId: beside[1], authority: `https://login.microsoftonline.com/${beside[0]}`, clientSecret: key },
      }).acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] }),
    handsBack: 'accessToken',
  },
  {
    kinds: ['box access-token'],
    sdk: 'box-node-sdk',
    call: ({ BoxClient, BoxDeveloperTokenAuth }, { key }) =>
      new BoxClient({ auth: new BoxDeveloperTokenAuth({ token: key }) }).users.getUserMe(),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['brevo api-key'],
    sdk: '@getbrevo/brevo',
    call: ({ BrevoClient }, { key }) => new BrevoClient({ apiKey: key, maxRetries: 0 }).account.getAccount(),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['cerebras api-key'],
    sdk: '@cerebras/cerebras_cloud_sdk',
    call: ({ default: Cerebras }, { key }) =>
      new Cerebras({ apiKey: key, maxRetries: 0, warmTCPConnection: false }).models.list(),
    handsBack: 'm-1',
  },
  {
    kinds: ['cloudflare api-token'],
    sdk: 'cloudflare',
    call: ({ Cloudflare }, { key }) => new Cloudflare({ apiToken: key, maxRetries: 0 }).user.tokens.verify(),
    handsBack: 'active',
  },
  {
    kinds: ['clickup access-token'],
    sdk: 'clickup.js',
    by: 'community',
    call: ({ createClickup }, { key }) => createClickup({ token: key }).authorization.user(),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['codacy api-token'],
    sdk: '@codacy/codacy-mcp',
    main: '@codacy/codacy-mcp/dist/src/api/client/index.js',
    call: async ({ OpenAPI, AccountService }, { key }) => {
      OpenAPI.HEADERS = { 'api-token': key }
      return AccountService.getUser()
    },
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['cohere api-key'],
    sdk: 'cohere-ai',
    call: ({ CohereClient }, { key }) =>
      new CohereClient({ token: key }).models.list({ pageSize: 1 }, { maxRetries: 0 }),
    handsBack: 'm-1',
  },
  {
    kinds: ['contentful access-token'],
    sdk: 'contentful-management',
    call: ({ createClient }, { key }) => createClient({ accessToken: key, retryOnError: false }).user.getCurrent(),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['databricks access-token'],
    sdk: '@databricks/sdk-experimental',
    call: ({ WorkspaceClient }, { key, beside }) =>
      new WorkspaceClient({ host: `https://${beside[0]}`, token: key }).currentUser.me(),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['datadog api-key'],
    sdk: '@datadog/datadog-api-client',
    call: ({ client, v1 }, { key }) =>
      new v1.AuthenticationApi(client.createConfiguration({ authMethods: { apiKeyAuth: key } })).validate(),
    handsBack: 'valid',
  },
  {
    kinds: ['datadog application-key'],
    sdk: '@datadog/datadog-api-client',
    call: ({ client, v2 }, { key, beside }) =>
      new v2.KeyManagementApi(
        client.createConfiguration({ authMethods: { apiKeyAuth: beside[0], appKeyAuth: key } }),
      ).validateAPIKey(),
    handsBack: 'ok',
  },
  {
    kinds: ['deepgram api-key'],
    sdk: '@deepgram/sdk',
    call: ({ DeepgramClient }, { key }) => new DeepgramClient({ apiKey: key, maxRetries: 0 }).manage.v1.projects.list(),
    handsBack: 'p-1',
  },
  {
    kinds: ['deepseek api-key'],
    sdk: 'openai',
    call: ({ OpenAI }, { key }) =>
      new OpenAI({ apiKey: key, baseURL: 'https://api.deepseek.com', maxRetries: 0 }).models.list(),
    handsBack: 'm-1',
  },
  {
    kinds: ['digitalocean access-token'],
    sdk: '@digitalocean/dots',
    also: ['@microsoft/kiota-http-fetchlibrary'],
    call: async (sdk, { key, load }) => {
      const { FetchRequestAdapter } = await load('@microsoft/kiota-http-fetchlibrary')
      return sdk
        .createDigitalOceanClient(new FetchRequestAdapter(new sdk.DigitalOceanApiKeyAuthenticationProvider(key)))
        .v2.account.get()
    },
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['discord webhook'],
    sdk: '@discordjs/rest',
    call: ({ REST }, { key }) => new REST({ version: '10' }).get(key.slice(key.indexOf('/webhooks/')), { auth: false }),
    handsBack: 'deploys',
    but: { path: 'the address of a webhook names no version; this client adds one' },
  },
  {
    kinds: ['doppler access-token', 'doppler service-token'],
    sdk: '@dopplerhq/node-sdk',
    call: ({ DopplerSDK }, { key }) => new DopplerSDK({ accessToken: key }).auth.me(),
    handsBack: 'ci',
  },
  {
    kinds: ['dropbox access-token', 'dropbox legacy-token'],
    sdk: 'dropbox',
    call: ({ Dropbox }, { key }) => new Dropbox({ accessToken: key }).usersGetCurrentAccount(),
    handsBack: 'dbid:1',
  },
  {
    kinds: ['duffel access-token'],
    sdk: '@duffel/api',
    call: ({ Duffel }, { key }) => new Duffel({ token: key }).airlines.list({ limit: 1 }),
    handsBack: 'arl_1',
  },
  {
    kinds: ['easypost api-key'],
    sdk: '@easypost/api',
    call: ({ default: EasyPost }, { key }) => new EasyPost(key).User.retrieveMe(),
    handsBack: 'user_1',
  },
  {
    kinds: ['elevenlabs api-key'],
    sdk: '@elevenlabs/elevenlabs-js',
    call: ({ ElevenLabsClient }, { key }) => new ElevenLabsClient({ apiKey: key }).user.get({ maxRetries: 0 }),
    handsBack: 'u-1',
  },
  {
    kinds: ['etsy api-key'],
    sdk: 'etsy-ts',
    by: 'community',
    call: async ({ Etsy }, { key }) => {
      const [apiKey, sharedSecret] = key.split(':')
      return (
        await new Etsy({
          apiKey,
          sharedSecret,
          enableTokenRefresh: false,
          securityDataStorage: { findAccessToken: async () => undefined },
        }).Other.ping({ etsyUserId: 1 })
      ).data
    },
    handsBack: '7',
  },
  {
    kinds: ['eventbrite access-token'],
    sdk: 'eventbrite',
    call: ({ default: eventbrite }, { key }) => (eventbrite.default ?? eventbrite)({ token: key }).users.me(),
    handsBack: 'Shop',
  },
  {
    kinds: ['facebook access-token'],
    sdk: 'facebook-nodejs-business-sdk',
    call: ({ default: { FacebookAdsApi, User } }, { key }) => (
      FacebookAdsApi.init(key),
      new User('me').read(['id', 'name'])
    ),
    handsBack: 'Shop',
    but: { shows: 'a Bearer header keeps the token out of the address' },
  },
  {
    kinds: ['fastly api-token'],
    sdk: 'fastly',
    call: ({ default: Fastly }, { key }) => (
      Fastly.ApiClient.instance.authenticate(key),
      new Fastly.TokensApi().getTokenCurrent()
    ),
    handsBack: 'u-1',
  },
  {
    kinds: ['finnhub api-key'],
    sdk: 'finnhub',
    call: ({ DefaultApi }, { key }) =>
      new Promise((done, fail) =>
        new DefaultApi(key).marketStatus('US', (error, data) => (error ? fail(error) : done(data))),
      ),
    handsBack: 'US',
    but: { shows: 'the documentation names the header as well, which stays out of addresses' },
  },
  {
    kinds: ['fireworks api-key'],
    sdk: 'openai',
    call: ({ OpenAI }, { key }) =>
      new OpenAI({ apiKey: key, baseURL: 'https://api.fireworks.ai/inference/v1', maxRetries: 0 }).models.list(),
    handsBack: 'm-1',
  },
  {
    kinds: ['flutterwave secret-key'],
    sdk: 'flutterwave-node-v3',
    call: ({ default: Flutterwave }, { key }) => new Flutterwave('FLWPUBK-x', key).Misc.bal(),
    handsBack: 'NGN',
  },
]
