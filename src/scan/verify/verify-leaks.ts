/**
 * Asks the providers about the keys of a report: each distinct key once, by the cheapest question that its provider
 * file knows. A key counts as live only when the same question refuses a made-up key. Throws nothing that a provider,
 * a network or a key could cause: what cannot be learned is unknown.
 */
import { hash } from 'node:crypto'
import type { Clock } from '../../base/clock.ts'
import type { Sensitive } from '../../base/sensitive.ts'
import type { PickNumber } from '../../detect/expand-template.ts'
import type { Inspection, KeyKind, Provider, ProviderContext, Verdict } from '../../providers/provider.ts'
import type { Companion, Finding } from '../finding.ts'
import type { Answered } from './apply-verdicts.ts'
import { makeControlKey } from './control-key.ts'
import type { OwnKind } from './own-kinds.ts'
import { MAX_PAUSE_MS, type Asking, type Door } from './manners.ts'

export interface VerifyOptions {
  readonly providers: readonly Provider[]
  readonly door: Door
  readonly clock: Clock
  readonly pick: PickNumber
  readonly signal: AbortSignal
  /** Only these providers are asked; undefined: all. */
  readonly only?: ReadonlySet<string> | undefined
  /** Rules of rekey.yaml that may ask, by rule. */
  readonly own?: ReadonlyMap<string, OwnKind> | undefined
  /** Providers that rekey.yaml says are not asked. */
  readonly off?: ReadonlySet<string> | undefined
  /** Where a provider answers instead of its own address, by provider id. */
  readonly baseUrls: ReadonlyMap<string, string>
}

/** Keys of different providers are asked about at the same time. */
const AT_ONCE = 6

/** By leak id. */
export async function verifyLeaks(
  findings: readonly Finding[],
  options: VerifyOptions,
): Promise<ReadonlyMap<string, Answered>> {
  const byLeak = new Map<string, Finding[]>()
  for (const finding of findings) {
    byLeak.set(finding.leakId, [...(byLeak.get(finding.leakId) ?? []), finding])
  }
  const leaks = [...byLeak.values()]
  const verifier = createVerifier(options)
  const answers: [string, Answered][] = []
  const queue = leaks.entries()
  const work = async (): Promise<void> => {
    for (const [index, places] of queue) {
      const [first] = places as [Finding, ...Finding[]]
      const companions = places.flatMap(({ companions: beside = [] }) => beside)
      answers[index] = [first.leakId, await verifier({ finding: first, companions })]
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return new Map(answers)
}

interface Leak {
  readonly finding: Finding
  readonly companions: readonly Companion[]
}

interface Suspect extends Leak {
  readonly provider: Pick<Provider, 'id'>
  readonly kind: KeyKind & Required<Pick<KeyKind, 'verify'>>
  readonly baseUrl: string | undefined
}

function createVerifier(options: VerifyOptions): (leak: Leak) => Promise<Answered> {
  /** Both halves of a pair are leaks of their own, and one question about the pair answers both. */
  const asked = new Map<string, Promise<Answered>>()
  const controls = new Map<string, Promise<Verdict>>()

  const judge = async (suspect: Suspect): Promise<Answered> => {
    const verdict = await askTwice(suspect, 'verify', suspect.finding.secret)
    if (verdict.state !== 'live' && verdict.state !== 'restricted') return { verdict }
    const control = await controlOf(suspect)
    if (control.state === 'live' || control.state === 'restricted') {
      return { verdict: { state: 'unknown', why: 'untrusted' } }
    }
    const inspection = await inspect(suspect)
    const note = control.state === 'dead' ? undefined : 'whether it would refuse a made-up one is not known'
    return { verdict, ...(inspection && { inspection }), ...(note && { note }) }
  }

  /** Asked once for each verifier and address, and only when a key was accepted. */
  const controlOf = (suspect: Suspect): Promise<Verdict> => {
    const { finding, provider, kind, baseUrl } = suspect
    const name = JSON.stringify([provider.id, finding.kind, finding.rule, baseUrl])
    const detect = kind.detect.find(({ rule }) => rule === finding.rule)
    const control =
      controls.get(name) ?? askTwice(suspect, 'control', makeControlKey(finding.secret, detect, options.pick))
    controls.set(name, control)
    return control
  }

  const askTwice = async (suspect: Suspect, doing: Asking['doing'], key: Sensitive): Promise<Verdict> => {
    const ask = (): Promise<Verdict> => suspect.kind.verify(key, contextOf(suspect, doing, key)).catch(() => NO_ANSWER)
    const verdict = await ask()
    // The door waits for as long as the provider asked for, before the second question.
    const isLater = verdict.state === 'unknown' && (verdict.retryAfterMs ?? Number.POSITIVE_INFINITY) <= MAX_PAUSE_MS
    return isLater && !options.signal.aborted ? ask() : verdict
  }

  const inspect = async (suspect: Suspect): Promise<Inspection | undefined> => {
    const key = suspect.finding.secret
    return suspect.kind.inspect?.(key, contextOf(suspect, 'inspect', key)).catch(() => undefined)
  }

  const contextOf = (suspect: Suspect, doing: Asking['doing'], key: Sensitive): ProviderContext => {
    const { finding, provider, kind, baseUrl, companions } = suspect
    return {
      http: options.door.httpFor({
        provider: provider.id,
        kind: finding.kind,
        leakId: finding.leakId,
        doing,
        hosts: kind.hosts ?? [],
        baseUrl,
        secrets: [key, ...companions.map(({ secret }) => secret)],
      }),
      // A database is not asked: logging in to a stranger's server is more than a question.
      sql: () => Promise.reject(new Error('a scan opens no database')),
      now: () => options.clock.now(),
      signal: options.signal,
      settings: baseUrl === undefined ? {} : { baseUrl },
      companions,
      runId: 'scan',
    }
  }

  return (leak) => {
    const own = leak.finding.kind === 'custom' ? options.own?.get(leak.finding.rule) : undefined
    const known = options.providers.find(({ id }) => id === leak.finding.provider)
    const provider = own ? { id: leak.finding.provider } : known
    const kind = own ?? known?.keys[leak.finding.kind]
    const baseUrl = options.baseUrls.get(own ? leak.finding.rule : (known?.id ?? ''))
    if (provider && options.off?.has(provider.id)) return Promise.resolve({ verdict: NOT_ASKED, note: SWITCHED_OFF })
    const mayAsk =
      kind?.verify && (own || (options.only?.has(provider?.id ?? '') ?? true)) && (kind.hosts?.length || baseUrl)
    if (!provider || !kind?.verify || !mayAsk || options.signal.aborted) return Promise.resolve({ verdict: NOT_ASKED })
    const name = nameOf(leak)
    const answer = asked.get(name) ?? judge({ ...leak, provider, kind: { ...kind, verify: kind.verify }, baseUrl })
    asked.set(name, answer)
    return answer
  }
}

const NO_ANSWER: Verdict = { state: 'unknown', why: 'network' }
/** The report says who keeps a verdict away: the file may come from whoever leaked the key. */
const SWITCHED_OFF = 'scan.verify.off of rekey.yaml names its provider'
const NOT_ASKED: Verdict = { state: 'unknown', why: 'policy' }

/** The same for the id and for the secret of one pair. */
function nameOf({ finding, companions }: Leak): string {
  const parts = [finding.secret, ...companions.map(({ secret }) => secret)]
    .map((part) => hash('sha256', part.reveal()))
    .toSorted()
  return JSON.stringify([finding.provider, finding.kind, ...parts])
}
