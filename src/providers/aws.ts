/** Amazon Web Services: IAM access keys. A key id names the account; only id and secret together open something. */
import { fixedKey } from './key-form.ts'
import { signAwsRequest } from '../base/aws-signature.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { identity, NOTHING_KNOWN, probe, type Question } from './probe.ts'
import { defineProvider, type Judgement, type KeyKind, type ProviderContext } from './provider.ts'

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

// ---------- asking with a key ----------

const RESULT = 'GetCallerIdentityResponse.GetCallerIdentityResult'

/** Accounts of services that plant canary keys, as published: whoever tries such a key sets off an alarm. */
const CANARY_ACCOUNTS: ReadonlySet<string> = new Set([
  // Of canarytokens.org and its operator.
  '052310077262',
  '171436882533',
  '266735846894',
  '534261010715',
  '595918472158',
  '717712589309',
  '730335385048',
  '819147034852',
  '893192397702',
  '992382622183',
  // Of services like it.
  '044858866125',
  '251535659677',
  '344043088457',
  '351906852752',
  '390477818340',
  '426127672474',
  '427150556519',
  '439872796651',
  '445142720921',
  '465867158099',
  '637958123769',
  '693412236332',
  '732624840810',
  '735421457923',
  '959235150393',
  '982842642351',
])

const KEY_ID = /(?<![A-Za-z0-9])(?:AKIA|ABIA|ACCA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/

const PARTS = {
  id: KEY_ID,
  secret: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/,
  session: { rule: 'aws-session-token', optional: true },
} as const

const form = (fields: Record<string, string>) => (): URLSearchParams => new URLSearchParams(fields)

/** Which region signs: the three partitions have their own, and a key of one is unknown in the others. */
function signWith(service: string): NonNullable<Question['sign']> {
  return ({ method, url, body, contentType, now }, { id = '', secret = '', session }) => {
    const region =
      /(?:cn|us-gov)-[a-z]+-1/.exec(url.hostname)?.[0] ??
      (url.hostname.endsWith('.us-gov.amazonaws.com') ? 'us-gov-west-1' : 'us-east-1')
    return signAwsRequest({ method, url, body, contentType }, { id, secret, session }, { region, service }, now)
  }
}

const WHO = probe({
  at: [
    'https://sts.us-east-1.amazonaws.com',
    'https://sts.cn-north-1.amazonaws.com.cn',
    'https://sts.us-gov-west-1.amazonaws.com',
  ],
  parts: PARTS,
  method: 'POST',
  path: '/',
  body: form({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  send: () => ({}),
  sign: signWith('sts'),
  live: `${RESULT}.Arn`,
  judge: ({ status, text }) => {
    if (status < 400) return undefined
    if (/ExpiredToken/.test(text)) return { state: 'dead', why: 'expired' }
    // Also what is said of a key that was switched off.
    return /InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient/.test(text)
      ? { state: 'dead', why: 'refused' }
      : undefined
  },
  dead: [],
  inspect: ({ body }) => ({
    environment: 'live',
    ...identity(body, { account: `${RESULT}.Account`, principal: `${RESULT}.Arn` }),
  }),
})

/** Which policies a user has is asked with its own key; most may not know. */
function policiesOf(user: string) {
  return probe({
    at: ['https://iam.amazonaws.com', 'https://iam.cn-north-1.amazonaws.com.cn', 'https://iam.us-gov.amazonaws.com'],
    parts: PARTS,
    method: 'POST',
    path: '/',
    body: form({ Action: 'ListAttachedUserPolicies', UserName: user, Version: '2010-05-08' }),
    send: () => ({}),
    sign: signWith('iam'),
    live: ({ text }) => text.includes('AttachedPolicies'),
    inspect: ({ text }) => {
      const scopes = [...text.matchAll(/policy\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)/g)].map((match) => match[1] as string)
      const isAdmin = scopes.some((name) => /^(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/.test(name))
      const isReader = scopes.length > 0 && scopes.every((name) => /ReadOnly|^SecurityAudit$|^ViewOnly/.test(name))
      return {
        scopes,
        access: isAdmin ? 'admin' : isReader ? 'read' : 'unknown',
        canMintKeys: scopes.some((name) => /^(?:AdministratorAccess|IAMFullAccess)$/.test(name)) ? 'yes' : 'unknown',
      }
    },
  })
}

function idsOf(key: Sensitive, { companions = [] }: ProviderContext): string[] {
  return [key, ...companions.map(({ secret }) => secret)].flatMap((text) => KEY_ID.exec(text.reveal())?.[0] ?? [])
}

function isCanary(key: Sensitive, context: ProviderContext): boolean {
  return idsOf(key, context).some((id) => CANARY_ACCOUNTS.has(accountOf(id) ?? ''))
}

const verify: NonNullable<KeyKind['verify']> = async (key, context) => {
  if (isCanary(key, context)) return { state: 'unknown', why: 'canary' }
  // A temporary key without its session token is refused, however live it is.
  const isHalf = idsOf(key, context).some((id) => id.startsWith('ASIA'))
  const hasSession = context.companions?.some(({ rule }) => rule === PARTS.session.rule)
  return isHalf && !hasSession ? { state: 'unknown', why: 'ambiguous' } : WHO.verify(key, context)
}

const inspect: NonNullable<KeyKind['inspect']> = async (key, context) => {
  if (isCanary(key, context)) return NOTHING_KNOWN
  const who = await WHO.inspect(key, context)
  const [, resource = ''] = /^arn:[\w-]+:(?:iam|sts)::\d{12}:(.+)$/.exec(who.principal ?? '') ?? []
  if (resource === 'root') return { ...who, access: 'admin', canMintKeys: 'yes', readsPersonalData: 'yes' }
  const user = /^user\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1]
  if (user === undefined) return who
  const {
    account: _account,
    principal: _principal,
    environment: _environment,
    ...rights
  } = await policiesOf(user).inspect(key, context)
  return { ...who, ...rights }
}

export default defineProvider({
  id: 'aws',
  name: 'Amazon Web Services',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'IAM access key: key id and secret',
      hosts: [...WHO.hosts, 'iam.amazonaws.com', 'iam.cn-north-1.amazonaws.com.cn', 'iam.us-gov.amazonaws.com'],
      verify,
      inspect,
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
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:AKIA|ABIA|ACCA|ASIA|A3T[A-Z0-9])[A-Z2-7]{16})(?![A-Za-z0-9])/,
          literals: ['akia', 'abia', 'acca', 'asia', 'a3t'],
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
