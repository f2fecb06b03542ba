/** Microsoft Azure: client secrets of 40 characters; storage account keys of 88 characters; shared access keys of 44 characters; AI services keys of 88 characters. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'azure',
  name: 'Microsoft Azure',
  docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/howto-create-service-principal-portal',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
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
          pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{22,30})(?![A-Za-z0-9])/,
          literals: ['jqqj99'],
          minEntropy: 3.8,
          window: { before: 72, after: 120 },
          examples: ['KEY={A-Za-z0-9:52}JQQJ99{A-Za-z0-9:26}', '"{A-Za-z0-9:52}JQQJ99{A-Za-z0-9:26}"'],
          lookalikes: ['{A-Za-z0-9:20}JQQJ99{A-Za-z0-9:22}'],
        },
      ],
    },
  },
})
