/**
 * Does a token's content fit what a machine identity is bound to? `*` stands for anything but the separators `/`
 * and `:`, `**` for anything at all, and a value is matched as a whole: `repo:acme/*` is not `repo:acme/x:pull`.
 */
import type { Claims } from './jwt.ts'

export interface Bound {
  readonly subject?: string
  /** Each named claim must match one of its globs. */
  readonly claims?: Readonly<Record<string, readonly string[]>>
}

/** The sentence that says what does not fit; undefined when all does. It names claims, never their values. */
export function findMisfit(claims: Claims, bound: Bound): string | undefined {
  if (bound.subject === undefined && !Object.keys(bound.claims ?? {}).length)
    return 'nothing is bound: every token would fit'
  if (bound.subject !== undefined && !matchesGlob(bound.subject, String(claims.sub))) return 'the subject does not fit'
  for (const [name, globs] of Object.entries(bound.claims ?? {})) {
    const values = claimValues(claims, name)
    if (!values.some((value) => globs.some((glob) => matchesGlob(glob, value))))
      return `the claim "${name}" does not fit`
  }
  return undefined
}

/** By its own name, or a path with dots into objects, as in `kubernetes.io.namespace`: the longest key wins. */
function claimValues(claims: unknown, name: string): string[] {
  const value = findClaim(claims, name)
  if (Array.isArray(value)) return value.filter(isPlain).map(String)
  return isPlain(value) ? [String(value)] : []
}

function findClaim(from: unknown, name: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined
  if (Object.hasOwn(from, name)) return (from as Record<string, unknown>)[name]
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const head = name.slice(0, dot)
    if (Object.hasOwn(from, head)) return findClaim((from as Record<string, unknown>)[head], name.slice(dot + 1))
  }
  return undefined
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** In time of the product of both lengths, whatever they are: no regular expression is made from a setting. */
export function matchesGlob(glob: string, text: string): boolean {
  const tokens = glob.match(/\*+|[^*]/gsu) ?? []
  let reached: boolean[] = [true]
  const characters = Array.from(text)
  for (let i = 1; i <= characters.length; i++) reached[i] = false
  for (const token of tokens) {
    const next: boolean[] = characters.map(() => false)
    next.push(false)
    if (token.startsWith('*')) {
      const crosses = token.length > 1
      for (let i = 0; i <= characters.length; i++) {
        const before = characters[i - 1]
        const goesOn = i > 0 && next[i - 1] === true && (crosses || (before !== '/' && before !== ':'))
        next[i] = reached[i] === true || goesOn
      }
    } else {
      for (let i = 1; i <= characters.length; i++) next[i] = reached[i - 1] === true && characters[i - 1] === token
    }
    reached = next
  }
  return reached[characters.length] === true
}
