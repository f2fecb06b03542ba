/**
 * One answer for an incident of several keys. Pure. The worst key decides what happened, the weakest log decides how
 * much of it can be known, and every key keeps an answer of its own: a key without logs is never covered by the logs
 * of another one.
 */
import type { InvestigationVerdict, KeyVerdict, VerdictClass } from './incident-facts.ts'
import { amount, sentenceList } from './wording.ts'

/** A leaked key and what the logs say about it. Without `answer` nothing could be asked, and `gap` says why. */
export interface JudgedKey {
  readonly key: Pick<KeyVerdict, 'secret' | 'provider' | 'name'>
  readonly answer?: InvestigationVerdict | undefined
  /** Ids of the indicators that were asked, whatever they answered. */
  readonly asked?: readonly string[] | undefined
  readonly gap?: string | undefined
}

/** From the worst to the best: what cannot be told may be worse than what was tried in vain. */
export const VERDICT_ORDER: readonly VerdictClass[] = [
  'confirmed-abuse',
  'confirmed-use',
  'cannot-tell',
  'attempt-only',
  'no-evidence',
]

/** No key at all means that nothing is known. */
export function combineVerdicts(judged: readonly JudgedKey[]): InvestigationVerdict {
  const keys = judged.map(toKeyVerdict).toSorted((a, b) => rank(a) - rank(b))
  const answers = judged.flatMap(({ answer }) => answer ?? [])
  return {
    class: keys[0]?.class ?? 'cannot-tell',
    sentence: sentenceOf(keys),
    coverage: keys.length ? Math.min(...keys.map(({ coverage }) => coverage)) : 0,
    gaps: judged.flatMap((one) => gapsOf(one, judged.length > 1)),
    strangers: mergeUse(
      answers.flatMap(({ strangers }) => strangers),
      addUse,
    ),
    indicators: mergeIndicators(judged),
    indicatorsAsked: new Set(judged.flatMap(({ asked }) => asked ?? [])).size,
    // Two keys may have shown the same people.
    recordsAtLeast: Math.max(0, ...answers.map(({ recordsAtLeast }) => recordsAtLeast)),
    recordsAtMost: answers.reduce((sum, { recordsAtMost }) => sum + recordsAtMost, 0),
    excused: mergeUse(
      answers.flatMap(({ excused }) => excused ?? []),
      addRequests,
    ),
    keys,
  }
}

const rank = (key: KeyVerdict): number => VERDICT_ORDER.indexOf(key.class)

function toKeyVerdict({ key, answer }: JudgedKey): KeyVerdict {
  const { class: found, sentence, coverage } = answer ?? UNKNOWN
  return { ...key, class: found, coverage, sentence }
}

const UNKNOWN = {
  class: 'cannot-tell',
  sentence: 'No log shows who used this key, so nothing can be ruled out.',
  coverage: 0,
} as const

function gapsOf({ key, answer, gap }: JudgedKey, isOneOfSeveral: boolean): string[] {
  const own = (answer?.gaps ?? []).map((text) => (isOneOfSeveral ? `${key.name}: ${text}` : text))
  return gap === undefined ? own : [...own, gap]
}

const SAID: Readonly<Record<VerdictClass, readonly [one: string, several: string]>> = {
  'confirmed-abuse': ['was abused', 'were abused'],
  'confirmed-use': ['was used by somebody else', 'were used by somebody else'],
  'attempt-only': ['was tried by strangers in vain', 'were tried by strangers in vain'],
  'cannot-tell': ['cannot be judged', 'cannot be judged'],
  'no-evidence': ['shows no use by anybody else', 'show no use by anybody else'],
}

/** `Of 2 leaked keys, the Stripe secret key was abused; …`: every key by what became of it. */
export function keysSentence(keys: readonly KeyVerdict[]): string {
  const parts = VERDICT_ORDER.flatMap((found) => {
    const names = keys.filter((key) => key.class === found).map(({ name }) => `the ${name}`)
    return names.length ? [`${sentenceList(names)} ${SAID[found][names.length > 1 ? 1 : 0]}`] : []
  })
  return `Of ${amount(keys.length, 'leaked key')}, ${parts.join('; ')}.`
}

/** All keys, then the reasons for the worst. A single key needs no list. `keys`: the worst first. */
function sentenceOf(keys: readonly KeyVerdict[]): string {
  const worst = keys.filter((key) => key.class === keys[0]?.class)
  if (keys.length < 2) return worst[0]?.sentence ?? 'No leaked key could be judged.'
  const reasons = worst.map(({ name, sentence }) => (worst.length > 1 ? `${name}: ${sentence}` : sentence))
  return [keysSentence(keys), ...reasons].join(' ')
}

type Stranger = InvestigationVerdict['strangers'][number]

/** A client that came with several keys is one client. */
function mergeUse<T extends { readonly ip: string; readonly userAgent: string }>(
  uses: readonly T[],
  add: (a: T, b: T) => T,
): T[] {
  const merged = new Map<string, T>()
  for (const next of uses) {
    const id = JSON.stringify([next.ip, next.userAgent])
    const before = merged.get(id)
    merged.set(id, before ? add(before, next) : next)
  }
  return [...merged.values()]
}

const addRequests = <T extends { readonly requests: number }>(a: T, b: T): T => ({
  ...a,
  requests: a.requests + b.requests,
})

function addUse(a: Stranger, b: Stranger): Stranger {
  return {
    ...addRequests(a, b),
    succeeded: a.succeeded + b.succeeded,
    firstSeenAt: a.firstSeenAt < b.firstSeenAt ? a.firstSeenAt : b.firstSeenAt,
    lastSeenAt: a.lastSeenAt > b.lastSeenAt ? a.lastSeenAt : b.lastSeenAt,
  }
}

type Indicator = InvestigationVerdict['indicators'][number]
type Weighed = Indicator & { readonly evidence?: readonly unknown[] }

const WEIGHTS = ['critical', 'high', 'medium', 'low', 'info']

/** One line per question, with the answers of all keys; each says of which key it speaks. */
function mergeIndicators(judged: readonly JudgedKey[]): Indicator[] {
  const merged = new Map<string, Weighed>()
  for (const { key, answer } of judged) {
    for (const one of answer?.indicators ?? []) {
      const next: Weighed = judged.length > 1 ? { ...one, detail: `${key.name}: ${one.detail}` } : one
      const before = merged.get(one.id)
      merged.set(one.id, before ? addAnswer(before, next) : next)
    }
  }
  return [...merged.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function addAnswer(a: Weighed, b: Weighed): Weighed {
  return {
    ...a,
    severity: WEIGHTS.indexOf(a.severity) <= WEIGHTS.indexOf(b.severity) ? a.severity : b.severity,
    findings: a.findings + b.findings,
    rows: a.rows + b.rows,
    detail: `${a.detail}. ${b.detail}`,
    ...(a.evidence && b.evidence ? { evidence: [...a.evidence, ...b.evidence] } : {}),
  }
}
