/** AWS AppSync: API keys begin with `da2-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aws-appsync',
  name: 'AWS AppSync',
  docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'aws-appsync-api-key',
          about: 'AWS AppSync API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>da2-[a-z0-9]{26})(?![A-Za-z0-9])/,
          literals: ['da2-'],
          minEntropy: 3,
          examples: ['KEY=da2-{a-z0-9:26}', '"da2-{a-z0-9:26}"'],
          lookalikes: ['da2-{a-z0-9:20}', 'qda2-{a-z0-9:26}'],
        },
      ],
    },
  },
})
