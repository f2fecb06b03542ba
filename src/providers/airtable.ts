/** Airtable: access tokens begin with `pat`; API keys of 17 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
        {
          rule: 'airtable-api-key',
          about: 'Airtable API key',
          pattern:
            /(?:airtable|Airtable|AIRTABLE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>key[A-Za-z0-9]{14})(?![A-Za-z0-9])/,
          literals: ['airtable'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: [
            'AIRTABLE_API_KEY=key{A-Za-z0-9:14}',
            'airtableToken: "key{A-Za-z0-9:14}"',
            "'airtable_secret' => 'key{A-Za-z0-9:14}'",
          ],
          lookalikes: [
            'AIRTABLE_API_KEY=key{A-Za-z0-9:11}',
            'airtable says that key{A-Za-z0-9:14} is a commit',
            'OTHER_KEY=key{A-Za-z0-9:14}',
          ],
        },
      ],
    },
  },
})
