/** Pinecone: API keys begin with `pcsk_`. */
import { keyBesideName } from './key-form.ts'
import { probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pinecone',
  name: 'Pinecone',
  docs: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.pinecone.io',
        path: '/indexes',
        send: ({ key = '' }) => ({ 'api-key': key, 'x-pinecone-api-version': '2025-01' }),
        live: 'indexes',
      }),
      detect: [
        {
          rule: 'pinecone-api-key',
          about: 'Pinecone API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63,64})(?![A-Za-z0-9])/,
          literals: ['pcsk_'],
          minEntropy: 3.5,
          examples: ['KEY=pcsk_{A-Za-z0-9:5}_{A-Za-z0-9:63}', '"pcsk_{A-Za-z0-9:5}_{A-Za-z0-9:63}"'],
          lookalikes: ['pcsk_{A-Za-z0-9:5}_{A-Za-z0-9:48}', 'qpcsk_{A-Za-z0-9:5}_{A-Za-z0-9:63}'],
        },
      ],
    },
    'old-api-key': {
      label: 'API key of the first version',
      about: 'API key of the first version',
      detect: [
        keyBesideName({
          rule: 'pinecone-old-api-key',
          about: 'Pinecone API key of the first version',
          names: ['pinecone'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
