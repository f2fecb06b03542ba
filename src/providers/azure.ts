/** Microsoft Azure: client secrets of 40 characters, old ones of 34; storage account keys of 88 characters; shared access keys of 44 characters; AI services keys of 88 characters. */
import { fixedKey, keyBesideName, looksRandom } from './key-form.ts'
import { inAddress, probe } from './probe.ts'
import { defineProvider, type Judgement, type Verdict } from './provider.ts'

const VERDICTS: Readonly<Record<string, Verdict>> = {
  7000215: { state: 'dead', why: 'refused' },
  7000222: { state: 'dead', why: 'expired' },
  700016: { state: 'unknown', why: 'ambiguous' },
  90002: { state: 'unknown', why: 'ambiguous' },
  // The right secret, from a place where it may not be used.
  53003: { state: 'restricted' },
}

/** Names of hosts and of programs have the same letters; hashes have no marks. */
function judgeOldSecret(secret: string): Judgement {
  const isSecret = [/[a-z]/, /[A-Z]/, /\d/, /[_~.-]/].every((kind) => kind.test(secret)) && looksRandom(secret, 20)
  return { keep: isSecret, score: 0, reason: isSecret ? 'has the letters and marks of an Azure secret' : 'a name' }
}

export default defineProvider({
  id: 'azure',
  name: 'Microsoft Azure',
  docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/howto-create-service-principal-portal',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      ...probe({
        at: 'https://login.microsoftonline.com',
        method: 'POST',
        path: ({ tenant }) => `/${tenant}/oauth2/v2.0/token`,
        send: inAddress,
        body: ({ client = '', secret = '' }) =>
          new URLSearchParams({
            client_id: client,
            client_secret: secret,
            grant_type: 'client_credentials',
            scope: 'https://graph.microsoft.com/.default',
          }),
        live: 'access_token',
        parts: {
          tenant: { rule: 'azure-tenant-id' },
          client: { rule: 'azure-client-id' },
          secret: /(?<![A-Za-z0-9_~.-])(?:[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}|[A-Za-z0-9_~.-]{34})/,
        },
        // The number of the error is the answer: a wrong tenant or client says nothing of the secret.
        dead: [],
        restricted: [],
        judge: ({ text }) => VERDICTS[/AADSTS(\d+)/.exec(text)?.[1] ?? ''],
      }),
      detect: [
        {
          rule: 'azure-client-secret',
          partners: [{ rule: 'azure-client-id' }, { rule: 'azure-tenant-id' }],
          about: 'Microsoft Azure client secret',
          pattern:
            /(?<![A-Za-z0-9_~.-])(?<secret>[A-Za-z0-9_~.-]{3}[0-9]{1}Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~-])/,
          literals: ['0q~', '1q~', '2q~', '3q~', '4q~', '5q~', '6q~', '7q~', '8q~', '9q~'],
          minEntropy: 3.5,
          window: { before: 16, after: 72 },
          examples: ['CLIENT_SECRET={A-Za-z0-9:3}8Q~{A-Za-z0-9:34}', '"{A-Za-z0-9:3}7Q~{A-Za-z0-9:31}"'],
          lookalikes: ['{A-Za-z0-9:3}8Q~{A-Za-z0-9:12}', '{A-Za-z0-9:9}8Q~{A-Za-z0-9:34}'],
        },
        {
          rule: 'azure-client-secret-old',
          partners: [{ rule: 'azure-client-id' }, { rule: 'azure-tenant-id' }],
          about: 'Microsoft Azure client secret of before 2021',
          pattern:
            /(?:azure|\baad|entra)[\w .-]{0,40}?(?:secret|password|key)["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_~.-]{34})(?![A-Za-z0-9_~.+/=-])/i,
          literals: ['azure', 'aad', 'entra'],
          minEntropy: 3.5,
          judge: judgeOldSecret,
          examples: [
            'AZURE_CLIENT_SECRET={A-Za-z0-9:9}~{A-Za-z0-9:12}.{A-Za-z0-9:7}{0-9:4}',
            '"azuread-app-secret": "{A-Za-z0-9:3}{0-9:4}_{A-Za-z0-9:12}-{A-Za-z0-9:13}"',
          ],
          lookalikes: [
            'AZURE_CLIENT_SECRET={a-f0-9:34}',
            'AZURE_CLIENT_SECRET={A-Za-z0-9:9}~{A-Za-z0-9:14}.{A-Za-z0-9:11}',
            'github.com/azure/key:{A-Za-z0-9:34}=',
          ],
        },
        {
          rule: 'azure-client-id',
          about: 'Azure application id',
          part: 'context',
          pattern:
            /(?:client|app(?:lication)?)[_.-]?id["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=])\s{0,3}["'`\\]{0,3}(?<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z-])/i,
          literals: ['client', 'app_id', 'app-id', 'appid', 'app.id', 'application'],
          examples: ['AZURE_CLIENT_ID={0-9a-f:8}-{0-9a-f:4}-4{0-9a-f:3}-a{0-9a-f:3}-{0-9a-f:12}'],
          lookalikes: ['AZURE_CLIENT_ID=${CLIENT_ID}', 'id: {0-9a-f:8}-{0-9a-f:4}-4{0-9a-f:3}-a{0-9a-f:3}-{0-9a-f:12}'],
        },
        {
          rule: 'azure-tenant-id',
          about: 'Azure tenant id',
          part: 'context',
          pattern:
            /tenant(?:[_.-]?id)?["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=])\s{0,3}["'`\\]{0,3}(?<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z-])/i,
          literals: ['tenant'],
          examples: ['AZURE_TENANT_ID={0-9a-f:8}-{0-9a-f:4}-4{0-9a-f:3}-a{0-9a-f:3}-{0-9a-f:12}'],
          lookalikes: ['AZURE_TENANT_ID=${TENANT}', 'id: {0-9a-f:8}-{0-9a-f:4}-4{0-9a-f:3}-a{0-9a-f:3}-{0-9a-f:12}'],
        },
      ],
    },
    'storage-account-key': {
      label: 'storage account key',
      about: 'storage account key',
      detect: [
        {
          rule: 'azure-storage-account-key',
          about: 'Microsoft Azure storage account key',
          pattern: /AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/,
          literals: ['accountkey='],
          minEntropy: 4,
          examples: [
            'AccountName=shop;AccountKey={A-Za-z0-9+/:86}==;EndpointSuffix=core.windows.net',
            'AccountKey={A-Za-z0-9+/:86}==',
          ],
          lookalikes: ['AccountKey={A-Za-z0-9:40}', 'Key={A-Za-z0-9:86}=='],
        },
      ],
    },
    'shared-access-key': {
      label: 'shared access key',
      about: 'shared access key',
      detect: [
        {
          rule: 'azure-shared-access-key',
          about: 'Microsoft Azure shared access key',
          pattern: /(?:SharedAccessKey|Id=[^;\s]{1,80};Secret)=(?<secret>[A-Za-z0-9+/]{43}=)/,
          literals: ['sharedaccesskey=', ';secret='],
          minEntropy: 3.8,
          examples: [
            'SharedAccessKeyName=root;SharedAccessKey={A-Za-z0-9+/:43}=',
            'Endpoint=https://shop.azconfig.io;Id=a1-l0-s0;Secret={A-Za-z0-9+/:43}=',
          ],
          lookalikes: ['SharedAccessKey={A-Za-z0-9:20}='],
        },
      ],
    },
    'ai-services-key': {
      label: 'AI services key',
      about: 'AI services key',
      detect: [
        {
          rule: 'azure-ai-services-key',
          about: 'Microsoft Azure AI services key',
          pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26})(?![A-Za-z0-9])/,
          literals: ['jqqj99'],
          minEntropy: 3.8,
          window: { before: 72, after: 120 },
          examples: ['KEY={A-Za-z0-9:52}JQQJ99{A-Za-z0-9:26}', '"{A-Za-z0-9:52}JQQJ99{A-Za-z0-9:26}"'],
          lookalikes: ['{A-Za-z0-9:20}JQQJ99{A-Za-z0-9:22}'],
        },
      ],
    },
    'devops-token': {
      label: 'DevOps access token',
      about: 'DevOps access token',
      detect: [
        fixedKey({
          rule: 'azure-devops-token',
          about: 'Microsoft Azure DevOps access token',
          key: /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/,
        }),
        keyBesideName({
          rule: 'azure-devops-named-token',
          about: 'Microsoft Azure DevOps access token',
          names: ['azure', 'ado pat'],
          key: /[A-Za-z0-9]{84}/,
        }),
        keyBesideName({
          rule: 'azure-devops-token-old',
          about: 'Microsoft Azure DevOps access token',
          names: ['azure devops', 'ado pat', 'vsts', 'personal access token', 'pat token', 'dev.azure.com'],
          key: /[a-z0-9]{52}/,
        }),
      ],
    },
    'search-key': {
      label: 'Search key',
      about: 'Search key',
      detect: [
        fixedKey({
          rule: 'azure-search-key',
          about: 'Microsoft Azure Search key',
          key: /[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}/,
        }),
        keyBesideName({
          rule: 'azure-search-named-key',
          about: 'Microsoft Azure Search key',
          names: ['azure search', 'search windows net'],
          key: /[A-Za-z0-9]{52}/,
        }),
      ],
    },
    'account-key': {
      label: 'account key',
      about: 'account key',
      detect: [
        fixedKey({
          rule: 'azure-marked-account-key',
          about: 'Microsoft Azure key of a storage, Batch or Cosmos account',
          key: /[A-Za-z0-9+/]{76}(?:\+ASt|\+ABa|ACDb)[A-Za-z0-9+/]{5}[AQgw]==/,
        }),
      ],
    },
    'messaging-key': {
      label: 'messaging key',
      about: 'messaging key',
      detect: [
        fixedKey({
          rule: 'azure-messaging-key',
          about: 'Microsoft Azure key of a service bus, event hub, relay or IoT hub',
          key: /[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|\+ARm|AIoT)[A-Za-z0-9+/]{5}[AEIMQUYcgkosw048]=/,
        }),
      ],
    },
    'registry-password': {
      label: 'container registry password',
      about: 'container registry password',
      detect: [
        fixedKey({
          rule: 'azure-registry-password',
          about: 'Microsoft Azure container registry password',
          key: /[A-Za-z0-9+/]{42}\+ACR[A-D][A-Za-z0-9+/]{5}/,
        }),
      ],
    },
    'function-key': {
      label: 'function key',
      about: 'function key',
      detect: [
        fixedKey({
          rule: 'azure-function-key',
          about: 'Microsoft Azure Functions key',
          key: /[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==/,
        }),
      ],
    },
    'subscription-key': {
      label: 'API Management subscription key',
      about: 'API Management subscription key',
      detect: [
        keyBesideName({
          rule: 'azure-subscription-key',
          about: 'Microsoft Azure API Management subscription key',
          names: ['ocp-apim-subscription-key', 'subscription-key', 'apim subscription'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
    'openai-key': {
      label: 'OpenAI key',
      about: 'OpenAI key',
      detect: [
        keyBesideName({
          rule: 'azure-openai-key',
          about: 'Microsoft Azure OpenAI key',
          names: [
            'azure openai',
            'cognitive services',
            'cognitiveservices.azure.com',
            'openai.azure.com',
            'azure ai',
            'azure speech',
          ],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
    'shared-access-signature': {
      label: 'shared access signature',
      about: 'shared access signature',
      detect: [
        {
          rule: 'azure-shared-access-signature',
          about: 'Microsoft Azure shared access signature',
          pattern:
            /[?&]s[vreptis]{1,2}=[^\s"'<>]{4,400}?&sig=(?<secret>[A-Za-z0-9%+/]{43,66}(?:%3D|=))(?![A-Za-z0-9%+/])/i,
          literals: ['&sig='],
          minEntropy: 3.8,
          window: { before: 480, after: 96 },
          examples: [
            'https://shop.blob.core.windows.net/a?sv=2024-11-04&ss=b&srt=co&se=2030-01-01T00:00:00Z&sp=r&sig={A-Za-z0-9:43}%3D',
          ],
          lookalikes: ['?sv=2024-11-04&sig={A-Za-z0-9:20}%3D', '?a=b&sig={A-Za-z0-9:43}%3D'],
        },
      ],
    },
  },
})
