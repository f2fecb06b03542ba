/**
 * Asking a provider about a key with one request, told as data: where, how the key is shown, and which answer means
 * what. Maps every answer to a verdict and throws nothing: a page of HTML is somebody in between and never a verdict,
 * a network error never means dead. Reads only: no question here changes anything at the provider.
 */
import { isRekeyError } from '../base/errors.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { PROBE_USER_AGENT, type Inspection, type KeyKind, type ProviderContext, type Verdict } from './provider.ts'

/** The key under `key`, or each of its parts by the names of `Question.parts`. */
export type Parts = Readonly<Record<string, string>>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Undefined when the answer is no JSON. */
  readonly body?: unknown
  /** A page for people: a proxy, a firewall or a login has spoken, not the provider's interface. */
  readonly isPage: boolean
}

export interface Unsigned {
  readonly method: string
  readonly url: URL
  readonly contentType: string
  readonly body: string
  readonly now: Date
}

export interface Question {
  /**
   * Where the provider answers: `https://api.example.com`. Of several regions each is asked until one knows the key. The
   * setting `baseUrl` wins. Undefined where only the configuration knows it, or `tenant` finds it.
   */
  readonly at?: string | readonly string[] | ((parts: Parts) => string)
  /** People run servers of their own: what refuses a key at the usual address does not prove it dead. */
  readonly ownServers?: true
  /** The host of one customer as it stands beside the key or in it: `/[\w-]+\.example\.com/`. */
  readonly tenant?: RegExp
  /** Where such hosts may lie: `*.example.com`. */
  readonly hosts?: readonly string[]
  /**
   * A key of several parts, all of which are needed: what each looks like, in the key or beside it, or the rule that
   * finds it where its looks do not tell.
   */
  readonly parts?: Readonly<Record<string, RegExp | { readonly rule: string; readonly optional?: true }>>
  readonly method?: 'POST'
  readonly path: string | ((parts: Parts) => string)
  /** How the key is shown. */
  readonly send: (parts: Parts) => Readonly<Record<string, string>>
  /** More headers, for a key that signs the request instead of being shown. */
  readonly sign?: (request: Unsigned, parts: Parts) => Readonly<Record<string, string>>
  /** Sent as JSON, or as a form when it is `URLSearchParams`. */
  readonly body?: (parts: Parts) => object
  /** What a true answer (2xx) has: a member (`user.id`), or a test. */
  readonly live: string | ((answer: Answer) => boolean)
  /** Statuses that refuse the key; 401 by default. */
  readonly dead?: readonly number[]
  /** Statuses that know the key and refuse the call; 403 by default. */
  readonly restricted?: readonly number[]
  /** Keys that this question says nothing of: a refresh token, say. */
  readonly not?: RegExp
  /** Has the first word, for providers whose status does not say it. */
  readonly judge?: (answer: Answer, parts: Parts) => Verdict | undefined
  /** What a true answer tells of the key. */
  readonly inspect?: (answer: Answer, parts: Parts) => Partial<Inspection>
}

const TIMEOUT_MS = 60_000 // Whoever asks has a limit of their own.
const AMBIGUOUS: Extract<Verdict, { state: 'unknown' }> = { state: 'unknown', why: 'ambiguous' }

/** The part of a `KeyKind` that asks this question. */
export function probe<const Q extends Question>(question: Q): Asking & InspectionOf<Q> {
  const hosts = question.hosts ?? placesOf(question).map((place) => new URL(place).hostname)
  const verify: NonNullable<KeyKind['verify']> = async (key, context) => {
    const { verdict } = await askEach(question, key, context)
    const isElsewhere = question.ownServers && context.settings['baseUrl'] === undefined
    return verdict.state === 'dead' && isElsewhere ? AMBIGUOUS : verdict
  }
  const { inspect: tell } = question
  const inspect: KeyKind['inspect'] = async (key, context) => {
    const parts = partsOf(question, key, context)
    const { verdict, answer } = await askEach(question, key, context)
    return { ...NOTHING_KNOWN, ...(parts && answer && verdict.state === 'live' ? tell?.(answer, parts) : {}) }
  }
  return { hosts, verify, ...(tell ? { inspect } : {}) } as Asking & InspectionOf<Q>
}

type Asking = Required<Pick<KeyKind, 'hosts' | 'verify'>>

/** Present when the question says what its answer tells. */
type InspectionOf<Q extends Question> = Q extends { readonly inspect: object } ? Required<Pick<KeyKind, 'inspect'>> : {}

export const NOTHING_KNOWN: Inspection = {
  access: 'unknown',
  environment: 'unknown',
  canMintKeys: 'unknown',
  readsPersonalData: 'unknown',
  movesMoney: 'unknown',
}

// ---------- how a key is shown ----------

export const bearer: Question['send'] = ({ key }) => ({ authorization: `Bearer ${key}` })

/** In a header of its own, behind a word where the provider wants one: `header('authorization', 'Token ')`. */
export function header(name: string, before = ''): Question['send'] {
  return ({ key }) => ({ [name]: `${before}${key}` })
}

export function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

/** As the user name of a Basic header, with no password. */
export const basicUser: Question['send'] = ({ key = '' }) => basic(key, '')
/** In the path, the query or the body only. */
export const inAddress: Question['send'] = () => ({})

// ---------- asking and understanding ----------

type Asked = { readonly verdict: Verdict; readonly answer?: Answer }

/** Asks in each region until one knows the key. Refused by all is dead; refused by some and unknown to others is unknown. */
async function askEach(question: Question, key: Sensitive, context: ProviderContext): Promise<Asked> {
  const parts = partsOf(question, key, context)
  if (!parts) return { verdict: AMBIGUOUS }
  if (question.not?.test(key.reveal())) return { verdict: { state: 'unknown', why: 'policy' } }
  const base = context.settings['baseUrl'] ?? tenantOf(question, key, context)
  const places = base === undefined ? placesOf(question, parts) : [base]
  let last: Asked = { verdict: { state: 'unknown', why: question.tenant ? 'ambiguous' : 'policy' } }
  for (const [index, place] of places.entries()) {
    const answer = await ask(question, { parts, place }, context)
    const verdict = 'state' in answer ? answer : verdictOf(question, answer, parts, context.now())
    if (verdict.state === 'live' || verdict.state === 'restricted') {
      return 'state' in answer ? { verdict } : { verdict, answer }
    }
    if (index === 0 || verdict.state === 'unknown') last = { verdict }
  }
  return last
}

/** Its usual addresses; without the parts of a key only those that do not depend on them. */
function placesOf({ at = [] }: Question, parts?: Parts): readonly string[] {
  if (typeof at === 'function') return parts ? [at(parts)] : []
  return typeof at === 'string' ? [at] : at
}

/** The answer, or the verdict where there is none. */
async function ask(
  question: Question,
  { parts, place }: { readonly parts: Parts; readonly place: string },
  context: ProviderContext,
): Promise<Answer | Extract<Verdict, { state: 'unknown' }>> {
  try {
    const path = typeof question.path === 'string' ? question.path : question.path(parts)
    const given = question.body?.(parts)
    const isForm = given instanceof URLSearchParams
    const body = given === undefined ? '' : isForm ? given.toString() : JSON.stringify(given)
    const contentType = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
    const { method = 'GET' } = question
    const url = new URL(place.replace(/\/+$/, '') + path)
    const response = await context.http(url.href, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': PROBE_USER_AGENT,
        ...(given && { 'content-type': contentType }),
        ...question.send(parts),
        ...question.sign?.({ method, url, contentType, body, now: context.now() }, parts),
      },
      ...(given && { body }),
      redirect: 'manual',
      signal: AbortSignal.any([context.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    return await read(response)
  } catch (error) {
    return failure(error)
  }
}

/** Why there was no answer. The error itself is dropped: it may hold the address, and that the key. */
function failure(error: unknown): Extract<Verdict, { state: 'unknown' }> {
  if (isRekeyError(error, 'EGRESS_LIMITED')) return { state: 'unknown', why: 'rate-limited' }
  return { state: 'unknown', why: isRekeyError(error, 'EGRESS_REFUSED') ? 'policy' : 'network' }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const { status, headers } = response
  const isPage =
    /\btext\/html\b|xhtml/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype|html)\b/i.test(text)
  try {
    return { status, headers, text, isPage, body: JSON.parse(text) as unknown }
  } catch {
    return { status, headers, text, isPage }
  }
}

/** What an answer says of the key, by the table of the question. */
function verdictOf(question: Question, answer: Answer, parts: Parts, now: Date): Verdict {
  const { status, headers } = answer
  const judged = answer.isPage ? undefined : question.judge?.(answer, parts)
  if (judged) return judged
  if (status === 429 || headers.get('x-ratelimit-remaining') === '0' || (status < 500 && headers.has('retry-after'))) {
    // Who names a pause speaks of requests, not of the key (GitHub: 403). An accepted one may have been the last.
    if (isLive(question, answer)) return { state: 'live' }
    const retryAfterMs = retryAfter(headers, now)
    return { state: 'unknown', why: 'rate-limited', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  }
  if (status >= 500) return { state: 'unknown', why: 'network' }
  if (status >= 300 && status < 400) return { state: 'unknown', why: 'policy' }
  if (answer.isPage) return AMBIGUOUS
  if (isLive(question, answer)) return { state: 'live' }
  // A firewall says 403 as well, but not in the provider's JSON.
  const isSaid = typeof answer.body === 'object' && answer.body !== null
  if ((question.dead ?? [401]).includes(status) && (isSaid || status !== 403)) return { state: 'dead', why: 'refused' }
  return isSaid && (question.restricted ?? [403]).includes(status) ? { state: 'restricted' } : AMBIGUOUS
}

function isLive({ live }: Question, answer: Answer): boolean {
  if (answer.status < 200 || answer.status > 299 || answer.isPage) return false
  return typeof live === 'string' ? member(answer.body, live) !== undefined : live(answer)
}

/** Seconds or a date, as RFC 9110 has it; GitHub and others say when by `x-ratelimit-reset`, in seconds since 1970. */
function retryAfter(headers: Headers, now: Date): number | undefined {
  const said = headers.get('retry-after')
  const reset = Number(headers.get('x-ratelimit-reset'))
  const at =
    said === null ? reset * 1_000 : /^\d+$/.test(said) ? now.getTime() + Number(said) * 1_000 : Date.parse(said)
  const ms = at - now.getTime()
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

/** `user.id` of a JSON answer; undefined when it is absent or null. */
export function member(body: unknown, path: string): unknown {
  let value: unknown = body
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value ?? undefined
}

/** A member as text, for identities: never longer than a name is. */
export function textOf(body: unknown, path: string): string | undefined {
  const value = member(body, path)
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return String(value).slice(0, 200) || undefined
}

/** A list of names, as scopes are; a text is cut at commas and spaces. */
export function namesOf(value: unknown): readonly string[] {
  const names = typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : []
  return names.filter((name): name is string => typeof name === 'string' && name !== '').slice(0, 500)
}

/** Identity by member, left out where the answer lacks it. */
export function identity(
  body: unknown,
  members: { readonly account?: string; readonly principal?: string },
): Pick<Inspection, 'account' | 'principal'> {
  const account = textOf(body, members.account ?? '')
  const principal = textOf(body, members.principal ?? '')
  return { ...(account && { account }), ...(principal && { principal }) }
}

// ---------- keys of several parts ----------

/** Undefined when a part is missing, or could be one of several. */
function partsOf({ parts }: Question, key: Sensitive, context: ProviderContext): Parts | undefined {
  if (!parts) return { key: key.reveal() }
  const companions = (context.companions ?? []).map(({ rule, secret }) => ({ rule, text: secret.reveal() }))
  const found: Record<string, string> = {}
  for (const [name, form] of Object.entries(parts)) {
    const isPattern = form instanceof RegExp
    // The key itself has the say over what stands beside it.
    const inKey = isPattern ? form.exec(key.reveal())?.[0] : undefined
    const beside = new Set(
      companions.flatMap(({ rule, text }) =>
        isPattern ? (form.exec(text)?.[0] ?? []) : rule === form.rule ? [text] : [],
      ),
    )
    const [only] = inKey === undefined ? beside : [inKey]
    if (only === undefined && !isPattern && form.optional) continue
    if (only === undefined || (inKey === undefined && beside.size > 1)) return undefined
    found[name] = only
  }
  return found
}

function tenantOf({ tenant }: Question, key: Sensitive, context: ProviderContext): string | undefined {
  if (!tenant) return undefined
  const texts = [key, ...(context.companions ?? []).map(({ secret }) => secret)]
  const hosts = texts.flatMap((text) => tenant.exec(text.reveal())?.[0] ?? [])
  const [only, second] = new Set(hosts.map((host) => host.toLowerCase()))
  return only === undefined || second !== undefined ? undefined : `https://${only}`
}
