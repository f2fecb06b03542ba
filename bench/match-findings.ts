/**
 * Findings of two scanners, one by one: which leaks both found, and which only one did. A leak is a text under a rule,
 * wherever it stands: scanners differ in which of its places they tell, and in how much of the text they call the secret.
 */
import type { PeerFinding } from './peers.ts'

export interface Leak {
  readonly rule: string
  /** The secret without line breaks, spaces and quotes. */
  readonly text: string
  readonly places: readonly PeerFinding[]
  readonly files: ReadonlySet<string>
}

/** `text`: the very same. `part`: one holds the other. `line`: both found something else on the same line of a commit. */
export type Likeness = 'text' | 'part' | 'line'

export interface Matched {
  readonly both: readonly { readonly theirs: Leak; readonly ours: Leak; readonly by: Likeness }[]
  readonly onlyTheirs: readonly Leak[]
  readonly onlyOurs: readonly Leak[]
}

/** A part as short as this counts in the same file only: anywhere else it can be chance. */
const SHORT = 12
const SHORTEST = 4

export function matchFindings(theirs: readonly PeerFinding[], ours: readonly PeerFinding[]): Matched {
  const all = leaksOf(ours)
  const byText = groups(all, ({ text }) => text)
  const byLine = new Map(all.flatMap((leak) => leak.places.flatMap(linesOf).map((line) => [line, leak] as const)))
  const found = new Set<Leak>()
  const both: { theirs: Leak; ours: Leak; by: Likeness }[] = []
  const onlyTheirs: Leak[] = []
  for (const leak of leaksOf(theirs)) {
    const same = byText.get(leak.text) ?? []
    const parts = all.filter((one) => one.text !== leak.text && isPart(leak, one))
    for (const one of [...same, ...parts]) found.add(one)
    const onLine = leak.places.flatMap(linesOf).flatMap((line) => byLine.get(line) ?? [])[0]
    if (same[0] !== undefined) both.push({ theirs: leak, ours: same[0], by: 'text' })
    else if (parts[0] !== undefined) both.push({ theirs: leak, ours: parts[0], by: 'part' })
    else if (onLine !== undefined) {
      found.add(onLine)
      both.push({ theirs: leak, ours: onLine, by: 'line' })
    } else onlyTheirs.push(leak)
  }
  return { both, onlyTheirs, onlyOurs: all.filter((leak) => !found.has(leak)) }
}

export function groups<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const list = map.get(key)
    if (list === undefined) map.set(key, [one])
    else list.push(one)
  }
  return map
}

function leaksOf(findings: readonly PeerFinding[]): Leak[] {
  const texts = findings.map((finding) => ({ finding, text: plain(finding.secret) }))
  return [...groups(texts, ({ finding, text }) => `${finding.rule} ${text}`).values()].map((same) => {
    const places = same.map(({ finding }) => finding)
    const [{ finding, text }] = same as [(typeof same)[number]]
    return { rule: finding.rule, text, places, files: new Set(places.map(({ file }) => file)) }
  })
}

/** Keys of several lines are told with their line breaks, escaped ones, or none. */
export const plain = (secret: string): string => secret.replaceAll(/\\[nrt]|[\s'"]/g, '')

const linesOf = ({ commit, file, line, endLine }: PeerFinding): string[] =>
  Array.from({ length: endLine - line + 1 }, (_, index) => `${commit} ${line + index} ${file}`)

function isPart(one: Leak, other: Leak): boolean {
  const [long, short] = one.text.length > other.text.length ? [one, other] : [other, one]
  if (short.text.length < SHORTEST || !long.text.includes(short.text)) return false
  return short.text.length >= SHORT || [...short.files].some((file) => long.files.has(file))
}
