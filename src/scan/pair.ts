/**
 * Puts the parts of one credential together: a key id and its secret, an API key and its application key, the host,
 * user and password of a database. Which rules belong together is said by the provider files. The nearest part in the
 * same file is the one; farther away there must be just one, in the folder, then in the commit, then in the scan:
 * nobody is told of a pair that was guessed. Pure.
 */
import { isNameable } from '../base/opens.ts'
import type { Rule } from '../detect/rule.ts'
import { confidenceOf } from './file-role.ts'
import type { Companion, Finding } from './finding.ts'
import { compareText } from './place.ts'

const DEFAULT_WITHIN = 12
/** A part that has its partner is less likely made up. */
const GAIN = 10
/** An id alone is graded low: `confidenceOf`. */
const HIGHEST_ALONE = 35
const ALONE = 'an id opens nothing by itself, and no key that belongs to it was found'

type Parts = Pick<Rule, 'partners' | 'part' | 'files'>

interface Bond {
  /** Whether a part of the same credential was found, not only a place that it may belong to. */
  isWhole: boolean
  readonly companions: Map<string, Companion>
  readonly reasons: string[]
}

/**
 * Findings with their companions; those of `context` rules are left out, which are companions only, and those in files
 * that their rule does not mean.
 */
export function pairFindings(all: readonly Finding[], rules: ReadonlyMap<string, Parts>): Finding[] {
  const findings = all.filter(({ rule, file }) => rules.get(rule)?.files?.test(file) !== false)
  const bonds = new Map<Finding, Bond>()
  const byRule = new Map<string, Finding[]>()
  for (const finding of findings) push(byRule, finding.rule, finding)
  const pools = new Map<string, Pool>()
  for (const finding of findings) {
    for (const { rule, within = DEFAULT_WITHIN, as, tells } of rules.get(finding.rule)?.partners ?? []) {
      let pool = pools.get(rule)
      if (pool === undefined) pools.set(rule, (pool = poolOf(byRule.get(rule) ?? [])))
      const partner =
        tells === undefined
          ? findPartner(finding, pool, within)
          : nearest(finding, pool.inVersion.get(versionOf(finding)) ?? [], { within, first: 'below' })
      if (partner === undefined) continue
      if (tells === undefined) {
        bind(bonds, { finding, partner, as, isWhole: true })
        bind(bonds, { finding: partner, partner: finding, isWhole: true })
      } else bind(bonds, { finding: partner, partner: finding, as: tells, isWhole: false })
    }
  }
  return findings.flatMap((finding) => {
    const part = rules.get(finding.rule)?.part
    return part === 'context' ? [] : [graded(finding, bonds.get(finding), part === 'id')]
  })
}

function graded(finding: Finding, bond: Bond | undefined, isId: boolean): Finding {
  if (bond === undefined) {
    if (!isId) return finding
    const score = Math.min(finding.score, HIGHEST_ALONE)
    return { ...finding, score, confidence: confidenceOf(score), reasons: [...finding.reasons, ALONE] }
  }
  const score = Math.min(100, finding.score + (bond.isWhole ? GAIN : 0))
  const companions = [...bond.companions.values()].toSorted(
    (a, b) => compareText(a.rule, b.rule) || compareText(a.leakId, b.leakId),
  )
  const reasons = [...finding.reasons, ...bond.reasons]
  return { ...finding, score, confidence: confidenceOf(score), reasons, companions }
}

interface Binding {
  readonly finding: Finding
  readonly partner: Finding
  readonly as?: 'host' | 'user' | undefined
  readonly isWhole: boolean
}

function bind(bonds: Map<Finding, Bond>, { finding, partner, as, isWhole }: Binding): void {
  let bond = bonds.get(finding)
  if (bond === undefined) bonds.set(finding, (bond = { companions: new Map(), reasons: [], isWhole: false }))
  if (isWhole) bond.isWhole = true
  const key = `${partner.rule} ${partner.leakId}`
  if (bond.companions.has(key)) return
  const { rule, provider, kind, leakId, file, startLine, secret } = partner
  bond.companions.set(key, { rule, provider, kind, leakId, file, startLine, secret })
  bond.reasons.push(
    as === undefined ? `belongs to the ${rule} ${placeOf(finding, partner)}` : opening(finding, partner, as),
  )
}

/** Neither a host nor a user opens anything, so a report may name them. */
function opening(finding: Finding, partner: Finding, as: 'host' | 'user'): string {
  const value = partner.secret.reveal()
  const named = isNameable(value) ? value : `the ${partner.rule}`
  return `${as === 'host' ? 'opens' : 'lets in'} ${named} (${placeOf(finding, partner)})`
}

function placeOf(finding: Finding, { file, startLine }: Finding): string {
  if (file !== finding.file) return `in ${file}`
  const lines = startLine - finding.startLine
  if (lines === 0) return 'on the same line'
  const count = Math.abs(lines) === 1 ? 'a line' : `${Math.abs(lines)} lines`
  return `${count} ${lines < 0 ? 'above' : 'below'}`
}

/** What a rule found, by where it lies. Of the wider places only the first of each of three leaks is kept: more are many. */
interface Pool {
  readonly inVersion: ReadonlyMap<string, readonly Finding[]>
  readonly wider: readonly { readonly of: (finding: Finding) => string; readonly few: ReadonlyMap<string, Finding[]> }[]
}

const ENOUGH = 3
const WIDER = [
  ({ file }: Finding): string => file,
  ({ file }: Finding): string => file.slice(0, file.lastIndexOf('/') + 1),
  ({ commit = '' }: Finding): string => commit,
  (): string => '',
]

/** One version of a file: lines count within it. */
const versionOf = ({ file, blob = '' }: Finding): string => `${blob} ${file}`

function poolOf(findings: readonly Finding[]): Pool {
  const inVersion = new Map<string, Finding[]>()
  for (const finding of findings) push(inVersion, versionOf(finding), finding)
  return { inVersion, wider: WIDER.map((of) => ({ of, few: fewOf(findings, of) })) }
}

function fewOf(findings: readonly Finding[], of: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = of(finding)
    const group = groups.get(key) ?? []
    if (group.length < ENOUGH && !group.some(({ leakId }) => leakId === finding.leakId)) push(groups, key, finding)
  }
  return groups
}

function push(groups: Map<string, Finding[]>, key: string, finding: Finding): void {
  const group = groups.get(key)
  if (group) group.push(finding)
  else groups.set(key, [finding])
}

function findPartner(finding: Finding, { inVersion, wider }: Pool, within: number): Finding | undefined {
  const near = nearest(finding, inVersion.get(versionOf(finding)) ?? [], { within, first: 'above' })
  if (near !== undefined) return near
  for (const { of, few } of wider) {
    const others = (few.get(of(finding)) ?? []).filter(({ leakId }) => leakId !== finding.leakId)
    // The first place that has any decides: two candidates are none.
    if (others.length > 0) return others.length === 1 ? others[0] : undefined
  }
  return undefined
}

/** More than a line has columns that matter. */
const COLUMNS = 10_000

/** `others` are of the same version; on one line, columns count. Of two that are equally near, the one that is `first`. */
function nearest(
  finding: Finding,
  others: readonly Finding[],
  { within, first }: { readonly within: number; readonly first: 'above' | 'below' },
): Finding | undefined {
  let best: Finding | undefined
  let least = Infinity
  for (const other of others) {
    if (other === finding || other.leakId === finding.leakId) continue
    const lines = other.startLine - finding.startLine
    const isFirst = lines < 0 === (first === 'above')
    const columns = lines === 0 ? Math.abs(other.startColumn - finding.startColumn) : isFirst ? 0 : COLUMNS / 2
    const distance = Math.abs(lines) * COLUMNS + Math.min(columns, COLUMNS - 1)
    if (Math.abs(lines) <= within && distance < least) [best, least] = [other, distance]
  }
  return best
}
