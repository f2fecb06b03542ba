/**
 * May this operation be done on this path? Pure. A rule for the exact path decides alone; else the rule of the
 * highest priority does. Rules of several policies on the same path are joined first, and there `deny` wins.
 */
import type { Capability, Rule } from './policy.ts'

export type Operation = 'create' | 'read' | 'update' | 'patch' | 'delete' | 'list'

export interface Acl {
  readonly isRoot: boolean
  readonly exact: ReadonlyMap<string, Rule>
  /** With `+` or `*`, highest priority first. */
  readonly patterns: readonly Rule[]
}

export interface Question {
  readonly operation: Operation
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** Seconds; undefined when no wrapping was asked for. */
  readonly wrapSeconds: number | undefined
}

export const ROOT_ACL: Acl = { isRoot: true, exact: new Map(), patterns: [] }

export function buildAcl(rules: readonly Rule[]): Acl {
  const byPath = new Map<string, Rule>()
  for (const rule of rules) {
    const before = byPath.get(rule.path)
    byPath.set(rule.path, before ? join(before, rule) : rule)
  }
  const exact = new Map<string, Rule>()
  const patterns: Rule[] = []
  for (const rule of byPath.values()) {
    if (isPattern(rule.path)) patterns.push(rule)
    else exact.set(rule.path, rule)
  }
  return { isRoot: false, exact, patterns: patterns.toSorted((a, b) => comparePriority(b.path, a.path)) }
}

const isPattern = (path: string): boolean => path.endsWith('*') || path.split('/').includes('+')

/** Positive when `a` has the higher priority: the later wildcard, no `*`, fewer `+`, longer, later in the alphabet. */
export function comparePriority(a: string, b: string): number {
  const [starA, starB] = [a.endsWith('*'), b.endsWith('*')]
  return (
    firstWildcard(a) - firstWildcard(b) ||
    Number(starB) - Number(starA) ||
    countPlus(b) - countPlus(a) ||
    a.length - b.length ||
    (a < b ? -1 : Number(a > b))
  )
}

function firstWildcard(path: string): number {
  const plus = path.search(/(?<=^|\/)\+/)
  const star = path.endsWith('*') ? path.length - 1 : -1
  const places = [plus, star].filter((place) => place >= 0)
  return places.length ? Math.min(...places) : path.length
}

const countPlus = (path: string): number => path.split('/').filter((part) => part === '+').length

function matches(pattern: string, path: string): boolean {
  const prefix = pattern.endsWith('*')
  const wanted = (prefix ? pattern.slice(0, -1) : pattern).split('/')
  const parts = path.split('/')
  if (prefix ? parts.length < wanted.length : parts.length !== wanted.length) return false
  return wanted.every((part, i) => {
    const own = parts[i] as string
    if (part === '+') return own !== ''
    return prefix && i === wanted.length - 1 ? own.startsWith(part) : own === part
  })
}

/** The rule that decides on a path, if any. */
export function findRule(acl: Acl, path: string): Rule | undefined {
  return acl.exact.get(path) ?? acl.patterns.find((rule) => matches(rule.path, path))
}

/** Of a list, the folder is meant with and without its slash: a rule that denies either of them holds. */
function findListRule(acl: Acl, path: string): Rule | undefined {
  const bare = path.replace(/\/$/, '')
  const rules = [findRule(acl, `${bare}/`), findRule(acl, bare)]
  return (
    rules.find((rule) => rule?.capabilities.has('deny')) ??
    rules.find((rule) => rule?.capabilities.has('list')) ??
    rules[0]
  )
}

export function capabilitiesOn(acl: Acl, path: string): Capability[] {
  if (acl.isRoot) return ['root' as Capability]
  const own = findRule(acl, path)
  const listing = findListRule(acl, path)
  const found = new Set(own?.capabilities)
  if (listing?.capabilities.has('list') && !found.has('deny')) found.add('list')
  if (found.has('deny') || found.size === 0) return ['deny']
  return [...found].toSorted()
}

export interface Decision {
  readonly allowed: boolean
  readonly sudo: boolean
}

export function decideOn(acl: Acl, question: Question): Decision {
  if (acl.isRoot) return { allowed: true, sudo: true }
  const { operation, path } = question
  const rule = operation === 'list' ? findListRule(acl, path) : findRule(acl, path)
  if (!rule || rule.capabilities.has('deny')) return { allowed: false, sudo: false }
  const sudo = rule.capabilities.has('sudo')
  if (!rule.capabilities.has(operation)) return { allowed: false, sudo }
  return { allowed: mayWrap(rule, question.wrapSeconds) && hasFineParameters(rule, question), sudo }
}

function mayWrap(rule: Rule, seconds: number | undefined): boolean {
  const { minWrapSeconds: min, maxWrapSeconds: max } = rule
  if (!min && !max) return true
  return seconds !== undefined && seconds > 0 && seconds >= (min ?? 0) && (!max || seconds <= max)
}

const WRITING: ReadonlySet<Operation> = new Set(['create', 'update', 'patch'])

function hasFineParameters(rule: Rule, { operation, body }: Question): boolean {
  if (!WRITING.has(operation)) return true
  const sent = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]))
  if (rule.required?.some((name) => !sent.has(name))) return false
  if (!sent.size) return true
  const { denied, allowed } = rule
  if (denied?.has('*')) return false
  for (const [name, value] of sent) {
    const values = denied?.get(name)
    if (values && isAmong(values, value)) return false
  }
  if (!allowed?.size) return true
  const any = allowed.get('*')
  return [...sent].every(([name, value]) => {
    const values = allowed.get(name)
    return values ? isAmong(values, value) : any !== undefined && isAmong(any, value)
  })
}

/** An empty list stands for every value; a text may begin or end with `*`. */
function isAmong(values: readonly unknown[], value: unknown): boolean {
  return values.length === 0 || values.some((one) => isLike(one, value))
}

function isLike(pattern: unknown, value: unknown): boolean {
  if (typeof pattern !== 'string' || typeof value !== 'string') return JSON.stringify(pattern) === JSON.stringify(value)
  if (pattern === '*') return true
  const inner = pattern.replace(/^\*/, '').replace(/\*$/, '')
  if (pattern.startsWith('*') && pattern.endsWith('*')) return value.includes(inner)
  if (pattern.startsWith('*')) return value.endsWith(inner)
  return pattern.endsWith('*') ? value.startsWith(inner) : value === pattern
}

/** Two policies on one path: all that either gives; a parameter that either allows; `deny` ends it. */
function join(a: Rule, b: Rule): Rule {
  const capabilities = new Set([...a.capabilities, ...b.capabilities])
  if (capabilities.has('deny')) return { path: a.path, capabilities: new Set(['deny']) }
  const { path } = a
  // Whoever restricts nothing lifts the restriction of the other; what is denied stays denied.
  const allowed = a.allowed && b.allowed ? joinParameters(a.allowed, b.allowed) : undefined
  const denied = a.denied && b.denied ? joinParameters(a.denied, b.denied) : (a.denied ?? b.denied)
  const required = a.required || b.required ? [...new Set([...(a.required ?? []), ...(b.required ?? [])])] : undefined
  const min = Math.min(a.minWrapSeconds ?? 0, b.minWrapSeconds ?? 0)
  const max = a.maxWrapSeconds && b.maxWrapSeconds ? Math.max(a.maxWrapSeconds, b.maxWrapSeconds) : undefined
  return {
    path,
    capabilities,
    ...(allowed && { allowed }),
    ...(denied && { denied }),
    ...(required && { required }),
    ...(min && { minWrapSeconds: min }),
    ...(max && { maxWrapSeconds: max }),
  }
}

function joinParameters(
  a: ReadonlyMap<string, readonly unknown[]>,
  b: ReadonlyMap<string, readonly unknown[]>,
): Map<string, readonly unknown[]> {
  const joined = new Map(a)
  for (const [name, values] of b) {
    const before = joined.get(name)
    joined.set(name, before && before.length && values.length ? [...before, ...values] : before ? [] : values)
  }
  return joined
}
