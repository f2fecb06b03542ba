/** A gitleaks report that says what is known, and `.gitleaksignore`. Both know a finding by its place, as gitleaks does. */
import { fingerprintOf, globalFingerprintOf, type GitleaksFinding } from './finding.ts'

/** What of a known finding is compared. Fingerprint and tags are not. */
const COMPARED = [
  'ruleId',
  'description',
  'startLine',
  'endLine',
  'startColumn',
  'endColumn',
  'file',
  'commit',
  'author',
  'email',
  'date',
  'message',
  'entropy',
] as const
const TEXTS = ['match', 'secret'] as const

type Compared = (typeof COMPARED)[number] | (typeof TEXTS)[number]
export type KnownFinding = Readonly<Record<Compared, string | number>>

/** Throws when the text is no report in JSON. Names are read in any case, as Go reads them. */
export function parseKnownFindings(text: string): KnownFinding[] {
  const document: unknown = JSON.parse(text)
  if (document === null) return []
  if (!Array.isArray(document)) throw new Error('not a list of findings')
  return document.map(readKnown)
}

function readKnown(entry: unknown): KnownFinding {
  if (typeof entry !== 'object' || Array.isArray(entry)) throw new Error('a finding is no table')
  const fields = new Map(Object.entries(entry ?? {}).map(([key, value]) => [key.toLowerCase(), value as unknown]))
  const read = (key: string, fallback: string | number): string | number => {
    const value = fields.get(key.toLowerCase())
    if (value === undefined || value === null) return fallback
    if (typeof value !== typeof fallback) throw new Error(`${key} is no ${typeof fallback}`)
    if (WHOLE.has(key) && !Number.isInteger(value)) throw new Error(`${key} is no whole number`)
    return value as string | number
  }
  // What is not compared has to be of its kind all the same.
  for (const key of ['fingerprint', 'symlinkFile', 'link']) read(key, '')
  const tags = fields.get('tags') ?? []
  if (!Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string')) throw new Error('tags are no texts')
  const all = [...COMPARED, ...TEXTS].map((key) => [key, read(key, WHOLE.has(key) || key === 'entropy' ? 0 : '')])
  const known = Object.fromEntries(all) as Record<Compared, string | number>
  return { ...known, entropy: Math.fround(known.entropy as number) }
}

const WHOLE: ReadonlySet<string> = new Set<Compared>(['startLine', 'endLine', 'startColumn', 'endColumn'])

/** Redacted reports are compared without their texts. */
export function createKnown(known: readonly KnownFinding[], redacted: boolean): (finding: GitleaksFinding) => boolean {
  const fields: readonly Compared[] = redacted ? COMPARED : [...COMPARED, ...TEXTS]
  const keyOf = (finding: KnownFinding | GitleaksFinding): string => JSON.stringify(fields.map((key) => finding[key]))
  const keys = new Set(known.map(keyOf))
  return (finding) => keys.has(keyOf(finding))
}

export interface Ignored {
  readonly fingerprints: ReadonlySet<string>
  /** Lines that are neither `file:rule:line` nor `commit:file:rule:line`; they are kept, as gitleaks keeps them. */
  readonly odd: readonly string[]
}

export function parseIgnoreFile(text: string): Ignored {
  const odd: string[] = []
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const fingerprints = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const parts = line.split(':')
      const file = { 3: 0, 4: 1 }[parts.length]
      if (file === undefined) odd.push(line)
      return parts.map((part, index) => (index === file ? part.replaceAll('\\', '/') : part)).join(':')
    })
  return { fingerprints: new Set(fingerprints), odd }
}

export function isIgnored(finding: GitleaksFinding, fingerprints: ReadonlySet<string>): boolean {
  return fingerprints.has(globalFingerprintOf(finding)) || fingerprints.has(fingerprintOf(finding))
}
