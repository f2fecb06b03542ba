/**
 * A provider in memory that keeps the contract of provider.ts to the letter, tells what it was asked, and can
 * fail: before its effect, after it (the answer is lost), or with an answer of the test's choosing.
 */
import { Sensitive } from '../../src/base/sensitive.ts'
import {
  defineProvider,
  providerError,
  type Handle,
  type KeyKind,
  type Located,
  type Overlap,
  type Provider,
  type Usage,
  type Verdict,
} from '../../src/providers/provider.ts'

export type Act =
  | 'verify'
  | 'locate'
  | 'prepare'
  | 'create'
  | 'discard'
  | 'setEnabled'
  | 'revoke'
  | 'usage'
  | 'endSessions'

interface BankKey {
  readonly secret: string
  enabled: boolean
  revoked: boolean
  sessions: number
}

export interface Bank {
  readonly provider: Provider
  readonly kind: KeyKind
  readonly keys: Map<string, BankKey>
  /** `act` or `act id`, in order. */
  readonly calls: string[]
  /** Runs before an act has its effect. */
  onCall: (act: Act) => Promise<void> | void
  /** Answers of the next calls instead of the truth; the last one stays. */
  verdicts: Verdict[]
  located: Located | undefined
  usage: Usage | undefined
  accepts(secret: string): boolean
  /** The secrets that open something now. */
  valid(): string[]
  /** The next calls of `act` throw: before they do anything, or after they did it. */
  fail(act: Act, when: 'before' | 'after', times?: number): void
}

export interface BankOptions {
  readonly overlap?: Overlap
  readonly sessionsSurvive?: boolean
  /** What this provider cannot do. */
  readonly without?: readonly Act[]
}

export const FIRST_SECRET = 'bank-secret-0'

export function openBank(options: BankOptions = {}): Bank {
  const failing = new Map<string, number>()
  const keys = new Map<string, BankKey>([
    ['key-0', { secret: FIRST_SECRET, enabled: true, revoked: false, sessions: 2 }],
  ])
  const find = (secret: string): [string, BankKey] | undefined => [...keys].find(([, key]) => key.secret === secret)

  async function act<T>(name: Act, id: string, effect: () => T): Promise<T> {
    bank.calls.push(id ? `${name} ${id}` : name)
    await bank.onCall(name)
    throwIfTold(name, 'before')
    const answer = effect()
    throwIfTold(name, 'after')
    return answer
  }

  function throwIfTold(name: Act, when: 'before' | 'after'): void {
    const left = failing.get(`${name} ${when}`) ?? 0
    if (!left) return
    failing.set(`${name} ${when}`, left - 1)
    throw providerError('PROVIDER_UNREACHABLE', `the bank did not answer to ${name}`)
  }

  const judge = (secret: string): Verdict => {
    const key = find(secret)?.[1]
    if (!key) return { state: 'dead', why: 'refused' }
    if (key.revoked) return { state: 'dead', why: 'revoked' }
    return key.enabled ? { state: 'live' } : { state: 'dead', why: 'disabled' }
  }

  const all: Required<Pick<KeyKind, Act>> = {
    verify: (key) =>
      act('verify', '', () => {
        const told = bank.verdicts.length > 1 ? bank.verdicts.shift() : bank.verdicts[0]
        return told ?? judge(key.reveal())
      }),
    locate: (key) =>
      act('locate', '', (): Located => {
        const id = find(key.reveal())?.[0]
        return bank.located ?? (id ? { match: 'exact', handle: { id } } : { match: 'none' })
      }),
    prepare: (_current, { runId }) =>
      act('prepare', '', () => ({ material: new Sensitive(`bank-secret-of-${runId}`), facts: { asked: 'once' } })),
    create: ({ material }, _current, { runId }) =>
      act('create', `key-${runId}`, () => {
        const id = `key-${runId}`
        if (!keys.has(id)) keys.set(id, { secret: material.reveal(), enabled: true, revoked: false, sessions: 0 })
        return { key: material, handle: { id } }
      }),
    discard: (_prepared, _issued, { runId }) => act('discard', `key-${runId}`, () => void keys.delete(`key-${runId}`)),
    setEnabled: (handle: Handle, enabled) =>
      act('setEnabled', `${handle.id} ${enabled}`, () => {
        const key = keys.get(handle.id)
        if (key) key.enabled = enabled
      }),
    revoke: (handle) =>
      act('revoke', handle.id, () => {
        const key = keys.get(handle.id)
        if (key) key.revoked = true
      }),
    usage: () => act('usage', '', () => bank.usage ?? { openSessions: 0, lagMs: 0, source: 'the bank' }),
    endSessions: (handle) =>
      act('endSessions', handle.id, () => {
        const key = keys.get(handle.id)
        const ended = key?.sessions ?? 0
        if (key) key.sessions = 0
        return { ended }
      }),
  }
  const able = Object.entries(all).filter(([name]) => !options.without?.includes(name as Act))
  const kind: KeyKind = {
    about: 'a key of the bank',
    detect: [],
    lifecycle: {
      overlap: options.overlap ?? { kind: 'n-keys', max: 'unbounded' },
      revoke: { sessionsSurvive: options.sessionsSurvive ?? true, typicalLagMs: 0 },
      verifyTouchesLastUsed: false,
    },
    runbook: { url: 'https://bank.example/keys', steps: [] },
    ...Object.fromEntries(able),
  }
  const bank: Bank = {
    provider: defineProvider({ id: 'bank', name: 'Bank', docs: 'https://bank.example', keys: { key: kind } }),
    kind,
    keys,
    calls: [],
    onCall: () => {},
    verdicts: [],
    located: undefined,
    usage: undefined,
    accepts: (secret) => judge(secret).state === 'live',
    valid: () => [...keys.values()].filter(({ enabled, revoked }) => enabled && !revoked).map(({ secret }) => secret),
    fail: (name, when, times = 1) => void failing.set(`${name} ${when}`, times),
  }
  return bank
}
