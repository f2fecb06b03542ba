/**
 * How bad a leak is, from facts alone: a sum of points, each with its sentence. Pure. What is not known counts
 * as the worse case, because a severity can be lowered later and lost minutes cannot be had back.
 */
import type { Inspection, Known, Verdict } from '../providers/provider.ts'

export type SeverityLevel = 'SEV-1' | 'SEV-2' | 'SEV-3' | 'SEV-4'

export interface Severity {
  readonly level: SeverityLevel
  readonly label: 'High' | 'Medium' | 'Low'
  /** 0..100. */
  readonly score: number
  readonly facts: readonly SeverityFact[]
}

export interface SeverityFact {
  readonly name: string
  readonly points: number
  readonly because: string
}

/** Where the key could be read. `blocked`: it was stopped before it reached a repository. */
export type Exposure = 'public' | 'private-many' | 'private' | 'blocked' | 'unknown'

export interface SeverityInput {
  readonly verdict: Verdict
  readonly exposure: Exposure
  readonly inspection?: Inspection | undefined
  /** The environment segment of the secret's name: `production`, `staging`, `dev`. */
  readonly environment?: string | undefined
  /** Somebody who is not us used the key. */
  readonly strangersSeen?: boolean | undefined
  /** A planted key that opens nothing: its own path, not an emergency. */
  readonly canary?: boolean | undefined
}

export function scoreSeverity(input: SeverityInput): Severity {
  if (input.canary) {
    const because = 'The key is a canary: it opens nothing. Who tries it is what matters.'
    return { level: 'SEV-4', label: 'Low', score: 0, facts: [{ name: 'canary', points: 0, because }] }
  }
  const facts = [
    validity(input.verdict),
    exposure(input.exposure),
    privilege(input.inspection),
    environment(input.environment, input.inspection),
    reach(input.inspection),
  ]
  const score = facts.reduce((sum, { points }) => sum + points, 0)
  if (!input.strangersSeen) return { ...levelOf(score), score, facts }
  const because = 'Requests by strangers were seen with this key: SEV-1, whatever the points.'
  return { level: 'SEV-1', label: 'High', score, facts: [...facts, { name: 'strangers', points: 0, because }] }
}

const LEVELS = ['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'] as const

function levelOf(score: number): Pick<Severity, 'level' | 'label'> {
  if (score >= 80) return { level: 'SEV-1', label: 'High' }
  if (score >= 55) return { level: 'SEV-2', label: 'High' }
  if (score >= 30) return { level: 'SEV-3', label: 'Medium' }
  return { level: 'SEV-4', label: 'Low' }
}

function validity(verdict: Verdict): SeverityFact {
  const fact = (points: number, because: string): SeverityFact => ({ name: 'validity', points, because })
  switch (verdict.state) {
    case 'live':
      return fact(40, 'The provider accepts the key.')
    case 'restricted':
      return fact(40, 'The provider accepts the key, with restricted rights.')
    case 'dead':
      return fact(0, `The key is dead: ${verdict.why}.`)
    case 'unknown':
      return fact(25, `Whether the key works is not known (${verdict.why}).`)
  }
}

const EXPOSURE: Readonly<Record<Exposure, readonly [points: number, because: string]>> = {
  public: [30, 'It was published where anybody can read it.'],
  'private-many': [15, 'It stands in several private repositories.'],
  private: [8, 'It stands in one private repository.'],
  blocked: [0, 'It was stopped before it reached a repository.'],
  unknown: [30, 'Who can read the place is not known: taken as public.'],
}

function exposure(where: Exposure): SeverityFact {
  const [points, because] = EXPOSURE[where]
  return { name: 'exposure', points, because }
}

function privilege(inspection: Inspection | undefined): SeverityFact {
  const fact = (points: number, because: string): SeverityFact => ({ name: 'privilege', points, because })
  switch (inspection?.access ?? 'unknown') {
    case 'admin':
      return fact(15, 'The key may administer.')
    case 'write':
      return fact(15, 'The key may write.')
    case 'read':
      return fact(5, 'The key may only read.')
    case 'none':
      return fact(0, 'The key gives no access of its own.')
    case 'unknown':
      return fact(15, 'The rights of the key are not known: taken as write.')
  }
}

const ENVIRONMENTS: readonly (readonly [name: RegExp, points: number, label: string])[] = [
  [/^(prod|production|live)$/i, 10, 'production'],
  [/^(stag(e|ing)|pre-?prod(uction)?|uat|qa)$/i, 4, 'staging'],
  [/^(dev|development|test|testing|ci|local|sandbox)$/i, 0, 'development or test'],
]

function environment(name: string | undefined, inspection: Inspection | undefined): SeverityFact {
  const said = name ?? (inspection?.environment === 'unknown' ? undefined : inspection?.environment)
  const [, points, label] = ENVIRONMENTS.find(([pattern]) => said !== undefined && pattern.test(said)) ?? []
  if (points !== undefined) return { name: 'environment', points, because: `The key belongs to ${label}.` }
  return { name: 'environment', points: 10, because: 'The environment is not known: taken as production.' }
}

function reach(inspection: Inspection | undefined): SeverityFact {
  const fact = (points: number, because: string): SeverityFact => ({ name: 'data', points, because })
  const { movesMoney = 'unknown', readsPersonalData = 'unknown' } = inspection ?? {}
  if (movesMoney === 'yes') return fact(5, 'The key can move money.')
  if (readsPersonalData === 'yes') return fact(5, 'The key reads personal data.')
  if (movesMoney === 'no' && readsPersonalData === 'no') return fact(0, 'It reaches neither money nor personal data.')
  return fact(5, 'Whether it reaches money or personal data is not known: taken as yes.')
}

interface GradedLeak {
  readonly severity: Severity
  readonly movesMoney?: Known | undefined
}

/**
 * The leak that gives an incident its severity and its name: the highest level, then the highest score; of
 * equals the one that moves money, then the first. Undefined for an empty list.
 */
export function worstLeak<T extends GradedLeak>(leaks: readonly T[]): T | undefined {
  return leaks.toSorted(
    (a, b) =>
      LEVELS.indexOf(a.severity.level) - LEVELS.indexOf(b.severity.level) ||
      b.severity.score - a.severity.score ||
      MONEY[b.movesMoney ?? 'unknown'] - MONEY[a.movesMoney ?? 'unknown'],
  )[0]
}

const MONEY: Readonly<Record<Known, number>> = { yes: 2, unknown: 1, no: 0 }
