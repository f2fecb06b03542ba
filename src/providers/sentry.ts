/** Sentry: user tokens begin with `sntryu_`; organization tokens begin with `sntrys_eyJ`; auth tokens of 64 characters, known by the name beside them. */
import { readBase64Json } from '../base/base64-json.ts'
import { keyBesideName } from './key-form.ts'
import { type Answer, bearer, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider, type Inspection, type Judgement } from './provider.ts'

function tellOf({ body }: Answer): Partial<Inspection> {
  const scopes = namesOf(member(body, 'auth.scopes'))
  const has = (pattern: RegExp): boolean => scopes.some((scope) => pattern.test(scope))
  return {
    environment: 'live',
    ...identity(body, { account: 'user.id', principal: 'user.email' }),
    scopes,
    access: has(/:admin$/) ? 'admin' : has(/:write$|:releases$/) ? 'write' : 'read',
    canMintKeys: 'no',
    readsPersonalData: has(/^(?:event|member|org):/) ? 'yes' : 'no',
    movesMoney: 'no',
  }
}

const ASK = probe({
  at: 'https://sentry.io',
  path: '/api/0/',
  send: bearer,
  live: 'auth.scopes',
  ownServers: true,
  inspect: tellOf,
})

/** `sntrys_`, what it is for as JSON in base64, `_`, random characters. */
function judgeOrganizationToken(token: string): Judgement {
  const [, facts = ''] = token.split('_')
  return readBase64Json(facts)?.['org'] === undefined
    ? { keep: true, score: -20, reason: 'its parts cannot be read: cut or made up' }
    : { keep: true, score: 10, reason: 'it names its organization' }
}

export default defineProvider({
  id: 'sentry',
  name: 'Sentry',
  docs: 'https://docs.sentry.io/account/auth-tokens/',
  keys: {
    'user-token': {
      label: 'user token',
      about: 'user token',
      ...ASK,
      detect: [
        {
          rule: 'sentry-user-token',
          about: 'Sentry user token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sntryu_[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['sntryu_'],
          minEntropy: 3,
          examples: ['KEY=sntryu_{a-f0-9:64}', '"sntryu_{a-f0-9:64}"'],
          lookalikes: ['sntryu_{a-f0-9:48}', 'qsntryu_{a-f0-9:64}'],
        },
      ],
    },
    'organization-token': {
      label: 'organization token',
      about: 'organization token',
      detect: [
        {
          rule: 'sentry-organization-token',
          about: 'Sentry organization token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sntrys_eyJ[A-Za-z0-9+/=_-]{80,400})(?![A-Za-z0-9_-])/,
          literals: ['sntrys_eyj'],
          minEntropy: 3.5,
          judge: judgeOrganizationToken,
          examples: ['KEY=sntrys_eyJ{A-Za-z0-9+/=_-:240}', '"sntrys_eyJ{A-Za-z0-9+/=_-:240}"'],
          lookalikes: ['sntrys_eyJ{A-Za-z0-9+/=_-:60}', 'qsntrys_eyJ{A-Za-z0-9+/=_-:240}'],
        },
      ],
    },
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      ...ASK,
      detect: [
        keyBesideName({
          rule: 'sentry-legacy-token',
          about: 'Sentry auth token',
          names: ['sentry'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
    dsn: {
      label: 'DSN',
      about: 'where events are sent: made to be public, goes with a token',
      detect: [
        {
          rule: 'sentry-dsn',
          about: 'Sentry DSN',
          pattern: /https:\/\/(?<secret>[a-f0-9]{32}(?::[a-f0-9]{32})?)@(?:[\w-]{1,30}\.){0,4}sentry\.io\/\d{1,20}/,
          literals: ['sentry.io/'],
          window: { before: 200, after: 40 },
          part: 'id',
          examples: ['SENTRY_DSN=https://{a-f0-9:32}@o{1-9:6}.ingest.sentry.io/{1-9:7}'],
          lookalikes: ['https://{a-f0-9:20}@o1.ingest.sentry.io/{1-9:7}'],
        },
      ],
    },
  },
})
