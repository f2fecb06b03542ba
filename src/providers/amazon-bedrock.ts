/** Amazon Bedrock: API keys begin with `ABSK`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'amazon-bedrock',
  name: 'Amazon Bedrock',
  docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'amazon-bedrock-api-key',
          about: 'Amazon Bedrock API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>ABSK[A-Za-z0-9+/=]{109,269})(?![A-Za-z0-9+/=])/,
          literals: ['absk'],
          minEntropy: 3.5,
          examples: ['KEY=ABSK{A-Za-z0-9+/=:189}', '"ABSK{A-Za-z0-9+/=:189}"'],
          lookalikes: ['ABSK{A-Za-z0-9+/=:82}', 'qABSK{A-Za-z0-9+/=:189}'],
        },
      ],
    },
  },
})
