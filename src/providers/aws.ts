/** Amazon Web Services: IAM access keys. A key id names the account; only id and secret together open something. */
import { fixedKey } from './key-form.ts'
import { defineProvider, type Judgement } from './provider.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Key ids made before 2019 begin like this and do not hold the account. */
const OLD_KEY_ID = /^A[A-Z]{3}[IJ]/

/** The account that a key id belongs to: bits 1 to 40 of its base32 body. Undefined for old ids. */
export function accountOf(keyId: string): string | undefined {
  if (OLD_KEY_ID.test(keyId)) return undefined
  let bits = 0n
  for (const character of keyId.slice(4, 14)) bits = (bits << 5n) | BigInt(BASE32.indexOf(character))
  // Ten characters are 50 bits; the first six bytes are 48 of them, of which the top bit and the last seven do not count.
  return (((bits >> 2n) & 0x7fffffffff80n) >> 7n).toString().padStart(12, '0')
}

function judgeKeyId(keyId: string): Judgement {
  const account = accountOf(keyId)
  const kind = keyId.startsWith('ASIA') ? 'a temporary key id' : 'a key id'
  const of = account === undefined ? '' : ` of account ${account}`
  return { keep: true, score: -20, reason: `${kind}${of}; without its secret it opens nothing` }
}

function judgeSecret(secret: string): Judgement {
  if (/^[0-9a-f]{40}$/i.test(secret)) return { keep: false, reason: 'a SHA-1 hash, not a secret' }
  if (!/[A-Z]/.test(secret) || !/[a-z]/.test(secret) || !/[0-9+/]/.test(secret)) {
    return { keep: false, reason: 'a secret has upper and lower case letters and digits' }
  }
  return { keep: true, score: 10, reason: 'stands beside what names it' }
}

function judgeSession(text: string): Judgement {
  return text.startsWith('eyJ')
    ? { keep: true, score: -20, reason: 'a token of a service that speaks the protocol of AWS' }
    : { keep: true, score: 10, reason: 'begins as the tokens of AWS do' }
}

export default defineProvider({
  id: 'aws',
  name: 'Amazon Web Services',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'IAM access key: key id and secret',
      detect: [
        {
          rule: 'aws-secret-access-key',
          about: 'AWS secret access key beside its key id',
          pattern:
            /(?<![A-Za-z0-9])(?:AKIA|ABIA|ACCA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])[\s\S]{1,200}?(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/,
          literals: ['akia', 'abia', 'acca', 'asia'],
          minEntropy: 4,
          partners: [{ rule: 'aws-access-key-id' }],
          judge: judgeSecret,
          examples: [
            'AWS_ACCESS_KEY_ID=AKIA{A-Z2-7:16}\nAWS_SECRET_ACCESS_KEY={A-Za-z0-9:40}',
            '{"accessKeyId": "ASIA{A-Z2-7:16}", "secretAccessKey": "{A-Za-z0-9+/:40}"}',
          ],
          lookalikes: ['AKIA{A-Z2-7:16} commit {a-f0-9:40}', 'AKIA{A-Z2-7:16} and {A-Za-z0-9:64}'],
        },
        {
          rule: 'aws-named-secret',
          about: 'AWS secret access key',
          pattern:
            /(?:secret[_.-]?access[_.-]?key|aws[_.-]?secret(?:[_.-]?key)?)(?:[_.-]\w{1,20})?["'`\\]{0,2}\s{0,4}(?:=>|:=|[:=>])\s{0,4}["'`\\]{0,2}(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/i,
          literals: [
            'secret_access',
            'secret.access',
            'secret-access',
            'secretaccess',
            'aws_secret',
            'aws.secret',
            'aws-secret',
            'awssecret',
          ],
          minEntropy: 4,
          partners: [{ rule: 'aws-access-key-id' }],
          judge: judgeSecret,
          examples: [
            'aws_secret_access_key = {A-Za-z0-9+/:40}',
            '<SecretAccessKey>{A-Za-z0-9:40}</SecretAccessKey>',
            'awsSecretKey: "{A-Za-z0-9+/:40}"',
          ],
          lookalikes: [
            'aws_secret_access_key = {a-f0-9:40}',
            'aws_secret_access_key = ${AWS_SECRET}',
            'aws_secret_access_key = {A-Za-z0-9:50}',
          ],
        },
        {
          rule: 'aws-access-key-id',
          about: 'AWS access key id',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:AKIA|ABIA|ACCA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])/,
          literals: ['akia', 'abia', 'acca', 'asia'],
          minEntropy: 2.5,
          part: 'id',
          window: { before: 8, after: 64 },
          judge: judgeKeyId,
          examples: ['aws_access_key_id = AKIA{A-Z2-7:16}', '"ASIA{A-Z2-7:16}"'],
          lookalikes: ['AKIA{A-Z2-7:15}', 'AKIA{A-Z2-7:9}EXAMPLE', 'xAKIA{A-Z2-7:16}', 'AKIA{A-Z2-7:17}'],
        },
      ],
    },
    'session-token': {
      label: 'session token',
      about: 'session token',
      detect: [
        {
          rule: 'aws-session-token',
          about: 'AWS session token',
          pattern:
            /(?:aws[_.-]?(?:session|security)|session|security)[_.-]?token["'`\\\]]{0,3}\s{0,8}(?:=>|:=|[:=>])\s{0,8}["'`\\]{0,3}(?<secret>(?:IQoJ|FwoG|FQoG|eyJ)[A-Za-z0-9+/=_.-]{80,2000})(?![A-Za-z0-9+/=])/i,
          literals: ['session', 'security'],
          minEntropy: 4,
          window: { before: 32, after: 2_100 },
          partners: [{ rule: 'aws-access-key-id' }, { rule: 'aws-named-secret' }],
          judge: judgeSession,
          examples: [
            'AWS_SESSION_TOKEN=IQoJb3JpZ2lu{A-Za-z0-9+/:400}==',
            '<SessionToken>FwoGZXIvYXdz{A-Za-z0-9+/:300}</SessionToken>',
            '"sessionToken": "IQoJb3JpZ2lu{A-Za-z0-9+/:600}"',
          ],
          lookalikes: ['AWS_SESSION_TOKEN=IQoJb3JpZ2lu{A-Za-z0-9:20}', 'IQoJb3JpZ2lu{A-Za-z0-9:200}'],
        },
      ],
    },
    'mws-token': {
      label: 'MWS authorization token',
      about: 'MWS authorization token',
      detect: [
        fixedKey({
          rule: 'aws-mws-token',
          about: 'AWS marketplace web service token',
          key: /amzn\.mws\.[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
