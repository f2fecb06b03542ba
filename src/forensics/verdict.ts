/**
 * What the findings mean together. Pure. Five classes:
 * - confirmed-abuse: a stranger did harm with the key, with success;
 * - confirmed-use: a stranger used it with success, but nothing harmful is on record;
 * - attempt-only: strangers came and every one was refused;
 * - no-evidence: the logs are complete and show only our own clients;
 * - cannot-tell: everything else, with the reason.
 * Harm on record holds whatever is missing; a clean answer is given only when nothing is missing. Without a usable
 * baseline nobody is a stranger for being new alone: then ordinary business counts as harm only by a client that
 * behaved like an intruder.
 */
import { canTellStrangers, type Stability } from './baseline.ts'
import type { IndicatorProof } from './indicators/indicator.ts'
import { utcText } from './utc-text.ts'

export type VerdictClass = 'confirmed-abuse' | 'confirmed-use' | 'attempt-only' | 'no-evidence' | 'cannot-tell'

/** One indicator that fired, reduced to what the verdict weighs. */
export interface WeighedIndicator {
  /** What was done, after "they": `read personal data`. */
  readonly deed: string
  readonly proof: IndicatorProof
  /** Addresses of clients unknown to the baseline in its rows, and of those that succeeded. */
  readonly unknownIps: readonly string[]
  readonly unknownOkIps: readonly string[]
  /** Successful rows of clients that the baseline knows. */
  readonly knownOk: number
}

/** Strangers: clients unknown to the baseline; without a usable one, those with the conduct of an intruder. */
export interface StrangerTotals {
  readonly clients: number
  readonly requests: number
  readonly succeeded: number
  readonly first: Date | null
  readonly last: Date | null
}

export interface VerdictInput {
  readonly stability: Stability
  readonly coverage: number
  /** Rows of the key anywhere in the logs: a key id that no log knows may be misspelt. */
  readonly keyRows: number
  readonly strangers: StrangerTotals
  /** Successful requests of clients that can be called neither ours nor strangers. 0 with a usable baseline. */
  readonly unclear: number
  readonly indicators: readonly WeighedIndicator[]
  readonly recordsAtLeast: number
  readonly recordsAtMost: number
}

export interface Verdict {
  readonly class: VerdictClass
  /** One sentence for people. */
  readonly sentence: string
}

export function judge(input: VerdictInput): Verdict {
  const { strangers } = input
  const intruders = intruderIps(input)
  const harms = input.indicators.filter((indicator) => isHarm(indicator, input.stability, intruders))
  if (harms.length > 0) return verdict('confirmed-abuse', abuseSentence(input, harms))
  if (strangers.succeeded > 0) return verdict('confirmed-use', useSentence(strangers))
  return verdictOnSilence(input)
}

/** No stranger is known to have succeeded: what may be said depends on how complete the picture is. */
function verdictOnSilence(input: VerdictInput): Verdict {
  const { strangers } = input
  const cannotTell = (reason: string): Verdict =>
    verdict('cannot-tell', `It cannot be told whether the key was used: ${reason}.`)
  if (input.keyRows === 0) {
    return cannotTell('no log has a single request of this key, so its id or the logs may be the wrong ones')
  }
  const doubtful = input.indicators.filter((indicator) => indicator.proof === 'abuse' && indicator.knownOk > 0)
  if (doubtful.length > 0) {
    return cannotTell(
      `a client of ours did what it never did before (${deeds(doubtful)}) and a person must say whether it was meant`,
    )
  }
  if (input.unclear > 0) {
    return cannotTell(
      input.stability === 'open'
        ? 'new clients are usual for this key, so a stranger does not stand out'
        : 'the key has less than a day of earlier traffic, so strangers cannot be told from our own clients',
    )
  }
  if (input.coverage < 1) {
    const seen =
      strangers.requests > 0 ? 'strangers are on record only with refusals' : 'nothing suspicious is on record'
    return cannotTell(`${seen}, but the logs cover only ${percent(input.coverage)} of the exposure`)
  }
  if (strangers.requests > 0) {
    return verdict(
      'attempt-only',
      `The key was tried but never worked for a stranger: ${came(strangers)} and none of ${count(strangers.requests, 'request')} succeeded.`,
    )
  }
  return verdict(
    'no-evidence',
    'The logs are complete from the leak to the refusal and show no use of the key by anybody but our own clients.',
  )
}

function isHarm(indicator: WeighedIndicator, stability: Stability, intruders: ReadonlySet<string>): boolean {
  if (indicator.proof === 'abuse') return indicator.unknownOkIps.length > 0
  if (indicator.proof !== 'abuse-by-stranger') return false
  if (canTellStrangers(stability)) return indicator.unknownOkIps.length > 0
  return indicator.unknownOkIps.some((ip) => intruders.has(ip))
}

/** Addresses of clients that behaved like intruders. */
export function intruderIps(input: Pick<VerdictInput, 'indicators'>): ReadonlySet<string> {
  return new Set(
    input.indicators
      .filter((indicator) => indicator.proof === 'intrusion')
      .flatMap((indicator) => indicator.unknownIps),
  )
}

function verdict(verdictClass: VerdictClass, sentence: string): Verdict {
  return { class: verdictClass, sentence }
}

function abuseSentence(input: VerdictInput, harms: readonly WeighedIndicator[]): string {
  const { strangers, recordsAtLeast, recordsAtMost } = input
  const records =
    recordsAtMost === 0 ? '' : `; between ${recordsAtLeast} and ${recordsAtMost} records about people were read`
  return `The key was abused: ${came(strangers)}; with ${count(strangers.succeeded, 'successful request')} they ${deeds(harms)}${records}.`
}

function useSentence(strangers: StrangerTotals): string {
  return `The key was used by somebody else: ${came(strangers)} with ${count(strangers.succeeded, 'successful request')}, none of which is known to read personal data or to change anything.`
}

function deeds(indicators: readonly WeighedIndicator[]): string {
  const texts = indicators.map((indicator) => indicator.deed)
  const last = texts.pop() ?? ''
  return texts.length === 0 ? last : `${texts.join(', ')} and ${last}`
}

function came(strangers: StrangerTotals): string {
  const who = count(strangers.clients, 'unknown client')
  if (strangers.first === null || strangers.last === null) return `${who} came`
  return `${who} came between ${utcText(strangers.first)} and ${utcText(strangers.last)} UTC`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function percent(share: number): string {
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`
}
