/** StackHawk: API keys begin with `hawk.`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stackhawk',
  name: 'StackHawk',
  docs: 'https://docs.stackhawk.com/apidocs.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'stackhawk-api-key',
          about: 'StackHawk API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>hawk\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/,
          literals: ['hawk.'],
          minEntropy: 3,
          examples: ['KEY=hawk.{A-Za-z0-9_-:20}.{A-Za-z0-9_-:20}', '"hawk.{A-Za-z0-9_-:20}.{A-Za-z0-9_-:20}"'],
          lookalikes: ['hawk.{A-Za-z0-9_-:20}.{A-Za-z0-9_-:15}', 'qhawk.{A-Za-z0-9_-:20}.{A-Za-z0-9_-:20}'],
        },
      ],
    },
  },
})
