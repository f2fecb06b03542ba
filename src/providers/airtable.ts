/** Airtable: access tokens begin with `pat`; API keys of 17 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'airtable',
  name: 'Airtable',
  docs: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'airtable-access-token',
          about: 'Airtable access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pat[A-Za-z0-9]{14}\.[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['pat'],
          minEntropy: 3,
          examples: ['KEY=pat{A-Za-z0-9:14}.{a-f0-9:64}', '"pat{A-Za-z0-9:14}.{a-f0-9:64}"'],
          lookalikes: ['pat{A-Za-z0-9:14}.{a-f0-9:48}', 'qpat{A-Za-z0-9:14}.{a-f0-9:64}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'airtable-api-key',
          about: 'Airtable API key',
          names: ['airtable'],
          key: /key[A-Za-z0-9]{14}/,
        }),
      ],
    },
  },
})
