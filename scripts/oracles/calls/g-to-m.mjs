/** The calls of providers' own clients that ask what our `verify` asks: G to M. */

export const G_TO_M = [
  {
    kinds: ['honeycomb api-key'],
    sdk: '@honeycombio/opentelemetry-node',
    main: '@honeycombio/opentelemetry-node/dist/src/local-exporter.js',
    // It links to the team and the environment that the answer names, and says only that where there is none.
    call: async (sdk, { key }) => {
      const exporter = sdk.configureConsoleTraceLinkExporter({ serviceName: 'checkout', tracesApiKey: key })
      await new Promise((done) => setTimeout(done, 1_000))
      return exporter['_traceUrl']
    },
    handsBack: 'shop',
    lacks: ['events', 'createDatasets'],
  },
  {
    kinds: ['github fine-grained-token'],
    sdk: '@octokit/core',
    call: async ({ Octokit }, { key }) => {
      const { data, headers } = await new Octokit({ auth: key }).request('GET /user', {
        headers: { 'x-github-api-version': '2022-11-28' },
      })
      return { data, headers }
    },
    handsBack: 'octo-dev',
    but: { shows: 'GitHub takes `token` and `Bearer` alike' },
  },
  {
    kinds: ['gocardless access-token'],
    sdk: 'gocardless-nodejs',
    call: (sdk, { key }) => {
      const { GoCardlessClient, Environments } = sdk.default ?? sdk
      return new (GoCardlessClient ?? sdk.GoCardlessClient)(
        key,
        (Environments ?? sdk.Environments).Live,
      ).creditors.list({ limit: '1' })
    },
    handsBack: 'CR1',
  },
  {
    kinds: ['google api-key'],
    sdk: '@google/genai',
    call: ({ GoogleGenAI }, { key }) => new GoogleGenAI({ apiKey: key }).models.list({ config: { pageSize: 1 } }),
    handsBack: 'm-1',
  },
  {
    kinds: ['google-oauth access-token'],
    sdk: 'google-auth-library',
    call: ({ OAuth2Client }, { key }) => new OAuth2Client().getTokenInfo(key),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['heroku api-key'],
    sdk: 'heroku-client',
    call: ({ default: Heroku }, { key }) => new Heroku({ token: key }).get('/account'),
    handsBack: 'ops@shop.example',
    but: { shows: 'the documentation recommends Bearer; this client shows the key as a password' },
  },
  {
    kinds: ['hubspot private-app-token'],
    sdk: '@hubspot/api-client',
    call: async ({ Client }, { key }) =>
      (await new Client({ accessToken: key }).apiRequest({ path: '/account-info/v3/details' })).json(),
    handsBack: '4711',
  },
  {
    kinds: ['hugging-face access-token'],
    sdk: '@huggingface/hub',
    call: ({ whoAmI }, { key }) => whoAmI({ accessToken: key }),
    handsBack: 'shop-bot',
  },
  {
    kinds: ['ibm-cloud api-key'],
    sdk: 'ibm-cloud-sdk-core',
    call: ({ IamTokenManager }, { key }) => new IamTokenManager({ apikey: key }).getToken(),
    handsBack: 'eyJ',
  },
  {
    kinds: ['intercom access-token'],
    sdk: 'intercom-client',
    call: ({ IntercomClient }, { key }) => new IntercomClient({ token: key }).admins.identify({ maxRetries: 0 }),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['jotform api-key'],
    sdk: 'jotform',
    call: async ({ default: Jotform }, { key }) => new (Jotform.default ?? Jotform)(key).user.get(),
    handsBack: 'ops@shop.example',
    but: { shows: 'the documentation names the header as well, which stays out of addresses' },
  },
  {
    kinds: ['klaviyo private-key'],
    sdk: 'klaviyo-api',
    call: async ({ ApiKeySession, AccountsApi }, { key }) =>
      (await new AccountsApi(new ApiKeySession(key)).getAccounts()).body,
    handsBack: 'K1',
  },
  {
    kinds: ['line channel-token'],
    sdk: '@line/bot-sdk',
    call: ({ messagingApi }, { key }) => new messagingApi.MessagingApiClient({ channelAccessToken: key }).getBotInfo(),
    handsBack: '@shop',
  },
  {
    kinds: ['linear api-key'],
    sdk: '@linear/sdk',
    call: ({ LinearClient }, { key }) => new LinearClient({ apiKey: key }).viewer,
    handsBack: 'u-1',
    lacks: ['Shop'],
  },
  {
    kinds: ['linear oauth-token'],
    sdk: '@linear/sdk',
    call: ({ LinearClient }, { key }) => new LinearClient({ accessToken: key }).viewer,
    handsBack: 'u-1',
  },
  {
    kinds: ['llamacloud api-key'],
    sdk: '@llamaindex/llama-cloud',
    call: ({ LlamaCloud }, { key }) => new LlamaCloud({ apiKey: key, maxRetries: 0 }).projects.list(),
    handsBack: 'p-1',
  },
  {
    kinds: ['lob api-key'],
    sdk: '@lob/lob-typescript-sdk',
    call: ({ Configuration, AddressesApi }, { key }) => new AddressesApi(new Configuration({ username: key })).list(1),
    handsBack: 'data',
  },
  {
    kinds: ['lokalise api-token'],
    sdk: '@lokalise/node-api',
    call: ({ LokaliseApi }, { key }) => new LokaliseApi({ apiKey: key }).projects().list({ limit: 1 }),
    handsBack: '[]',
  },
  {
    kinds: ['mailchimp api-key'],
    sdk: '@mailchimp/mailchimp_marketing',
    call: ({ default: mailchimp }, { key }) => (
      mailchimp.setConfig({ apiKey: key, server: key.split('-').at(-1) }),
      mailchimp.root.getRoot()
    ),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['mailersend api-token'],
    sdk: 'mailersend',
    call: ({ MailerSend }, { key }) => new MailerSend({ apiKey: key }).email.domain.list({ limit: 10 }),
    handsBack: 'data',
  },
  {
    kinds: ['mailgun private-key'],
    sdk: 'mailgun.js',
    call: ({ default: Mailgun }, { key }) =>
      new Mailgun(FormData).client({ username: 'api', key }).domains.list({ limit: 1 }),
    handsBack: 'mail.shop.example',
  },
  {
    kinds: ['mandrill api-key'],
    sdk: '@mailchimp/mailchimp_transactional',
    call: ({ default: mandrill }, { key }) => mandrill(key).users.ping2(),
    handsBack: 'PONG',
  },
  {
    kinds: ['mapbox access-token'],
    sdk: '@mapbox/mapbox-sdk',
    call: async (_, { key, load }) =>
      (await (await load('@mapbox/mapbox-sdk/services/tokens.js')).default({ accessToken: key }).getToken().send())
        .body,
    handsBack: 'TokenValid',
  },
  {
    kinds: ['mattermost access-token'],
    sdk: '@mattermost/client',
    also: ['@mattermost/types'],
    call: ({ default: { Client4 } }, { key }) => {
      const client = new Client4()
      client.setUrl('https://chat.example')
      client.setToken(key)
      return client.getMe()
    },
    handsBack: 'bot',
  },
  {
    kinds: ['messagebird api-key'],
    sdk: 'messagebird',
    call: (sdk, { key }) =>
      new Promise((done, fail) =>
        (sdk.initClient ?? sdk.default)(key).balance.read((error, data) => (error ? fail(error) : done(data))),
      ),
    handsBack: 'prepaid',
  },
  {
    kinds: ['mistral api-key'],
    sdk: '@mistralai/mistralai',
    call: ({ Mistral }, { key }) => new Mistral({ apiKey: key }).models.list(),
    handsBack: 'm-1',
  },
]
