/**
 * Samples of single keys, each with the rule of another scanner that it was made for: how many a rule of ours sees, apart
 * for keys with a text of their own and for keys that only a name tells, and why the others are missed.
 */
import { readFileSync } from 'node:fs'
import type { Match } from '../src/detect/chunk.ts'
import { createEngine, type Engine } from '../src/detect/engine.ts'
import { entropyOf } from '../src/detect/entropy.ts'
import { findPlaceholder } from '../src/detect/placeholder.ts'
import { isKnownByName } from '../src/providers/key-form.ts'
import { providers } from '../src/providers/index.ts'
import { catalogue } from '../src/scan/catalogue.ts'
import type { Row } from './row.ts'

interface Sample {
  readonly tool: string
  readonly provider: string
  readonly rule: string
  readonly text: string
  readonly expected: boolean
  readonly secret?: string
}

type Form = 'own text' | 'by name' | 'unknown provider'

const PERCENT = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} % (${part} of ${whole})`

/** Hosts, names, numbers of accounts: parts of a credential that open nothing. */
const NO_CREDENTIAL = /^arn:|^(?:https?:\/\/)?[\w.-]+\.(?:com|net|io)(?:\/[\w./-]*)?$|^\d{1,19}$|^[\w.]{3,20}$/

export function tokenRows(file: string): Row[] {
  const engine = createEngine(catalogue())
  const samples = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample)
  const positives = samples.filter(({ expected }) => expected)
  const negatives = samples.filter(({ expected }) => !expected)
  const missed = positives.filter((sample) => !isFound(engine, sample))
  const fired = negatives.filter((sample) => takenFrom(engine, sample).length > 0)
  // What is no key of one kind may be one of another kind of the same provider.
  const wrong = fired.filter((sample) =>
    takenFrom(engine, sample).some(({ secret }) => !isKnown(positives, sample, secret)),
  )
  const byForm = (['own text', 'by name', 'unknown provider'] as const).map((form): Row => {
    const all = positives.filter((sample) => formOf(sample.provider) === form)
    return [`tokens: found, ${form}`, PERCENT(all.filter((sample) => !missed.includes(sample)).length, all.length)]
  })
  return [
    ['tokens: positive samples found', PERCENT(positives.length - missed.length, positives.length)],
    ...byForm,
    ['tokens: negatives that a rule of the same provider takes', PERCENT(fired.length, negatives.length)],
    ['  of these, not a key that is a positive sample of another rule', PERCENT(wrong.length, negatives.length)],
    ...counted(missed.map((sample) => `missed because: ${whyMissed(engine, sample)}`)),
    ...counted(missed.map((sample) => `missed: ${sample.provider}/${sample.rule}: ${whyMissed(engine, sample)}`)),
    ...counted(wrong.map(({ provider, rule }) => `fired: ${provider}/${rule}`)),
  ]
}

function counted(names: readonly string[]): Row[] {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return [...times].toSorted((a, b) => b[1] - a[1]).map(([name, count]): Row => [`  ${name}`, `${count}`])
}

/** Whether a match overlaps the secret where it stands. */
function isFound(engine: Engine, { text, secret }: Sample): boolean {
  const bytes = Buffer.from(text)
  const matches = matchesIn(engine, text)
  if (secret === undefined || secret === '') return matches.length > 0
  const wanted = Buffer.from(secret)
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
    if (matches.some(({ start, end }) => start < at + wanted.length && at < end)) return true
  }
  return false
}

function takenFrom(engine: Engine, { provider, rule, text }: Sample): Match[] {
  return matchesIn(engine, text).filter((match) => match.rule === rule || plain(match.provider) === plain(provider))
}

function isKnown(positives: readonly Sample[], { provider }: Sample, secret: string): boolean {
  return positives.some((one) => one.provider === provider && one.secret?.includes(secret) === true)
}

/** Hosts and names of users are never reported by themselves. */
function matchesIn(engine: Engine, text: string): Match[] {
  return engine.match(Buffer.from(text)).filter(({ rule }) => RULES.get(rule)?.part !== 'context')
}

const RULES = new Map(
  providers.flatMap(({ keys }) =>
    Object.values(keys).flatMap(({ detect }) => detect.map((one) => [one.rule, one] as const)),
  ),
)
const FORMS = new Map(
  providers.map(({ id, keys }): [string, Form] => {
    const detects = Object.values(keys).flatMap(({ detect }) => detect)
    return [plain(id), detects.some(({ pattern }) => !isKnownByName(pattern)) ? 'own text' : 'by name']
  }),
)

function plain(name: string): string {
  return name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase()
}

function formOf(provider: string): Form {
  return FORMS.get(plain(provider)) ?? 'unknown provider'
}

function whyMissed(engine: Engine, { text, secret = '' }: Sample): string {
  const dropped = engine.explain(Buffer.from(text)).find(({ kept }) => !kept)
  if (dropped !== undefined) return `dropped, ${dropped.reasons.at(-1)}`.replace(/: [\d.]+ bits.*/, '')
  if (NO_CREDENTIAL.test(secret)) return 'no credential, but a host, a name or a number'
  if (findPlaceholder(secret) !== undefined || entropyOf(secret) < 2.5) return 'made up by hand'
  return 'no rule fits'
}
