/** Amazon Bedrock: API keys begin with `ABSK`. */
import { defineProvider, type Judgement } from './provider.ts'

function judgeShortLived(secret: string): Judgement {
  return secret.length > 100
    ? { keep: true, reason: 'holds a signed request' }
    : { keep: true, score: -40, reason: 'the beginning of such a key, without the signed request' }
}

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
          minEntropy: 2.4,
          examples: ['KEY=ABSK{A-Za-z0-9+/=:189}', '"ABSK{A-Za-z0-9+/=:189}"'],
          lookalikes: ['ABSK{A-Za-z0-9+/=:82}', 'qABSK{A-Za-z0-9+/=:189}'],
        },
      ],
    },
    'short-lived-key': {
      label: 'short-lived API key',
      about: 'API key that lives as long as the session that made it',
      detect: [
        {
          rule: 'amazon-bedrock-short-lived-key',
          about: 'Amazon Bedrock short-lived API key',
          // The address of the service in base64, then a signed request.
          pattern:
            /(?<![A-Za-z0-9])(?<secret>bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,2000})(?![A-Za-z0-9+/=])/,
          literals: ['bedrock-api-key-'],
          window: { before: 8, after: 2_060 },
          judge: judgeShortLived,
          examples: ['AWS_BEARER_TOKEN_BEDROCK=bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{A-Za-z0-9+/:600}'],
          lookalikes: ['bedrock-api-key-{a-z:12}', 'qbedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{A-Za-z0-9+/:600}'],
        },
      ],
    },
  },
})
