/** What a configuration lets pass: by commit, path, text and stop word, joined by OR or by AND. Pure. */
import { joinGo, type GoRegexp } from './go-regexp.ts'

export type RegexTarget = '' | 'match' | 'line'

export interface AllowlistSource {
  readonly description: string
  readonly condition: 'OR' | 'AND'
  readonly commits: readonly string[]
  readonly paths: readonly string[]
  readonly regexTarget: RegexTarget
  readonly regexes: readonly string[]
  readonly stopWords: readonly string[]
}

export interface Allowlist extends AllowlistSource {
  readonly pathPattern: GoRegexp | undefined
  readonly textPattern: GoRegexp | undefined
}

export const ALLOWLIST_EMPTY = 'must contain at least one check for: commits, paths, regexes, or stopwords'

/** Commits and stop words in lower case, each once. Throws when it checks nothing. */
export function createAllowlist(source: AllowlistSource): Allowlist {
  const { commits, paths, regexes, stopWords } = source
  if ([commits, paths, regexes, stopWords].every((list) => list.length === 0)) throw new Error(ALLOWLIST_EMPTY)
  return {
    ...source,
    commits: unique(commits.map((commit) => commit.toLowerCase().trim())),
    stopWords: unique(stopWords.map((word) => word.toLowerCase())),
    pathPattern: paths.length === 0 ? undefined : joinGo(paths),
    textPattern: regexes.length === 0 ? undefined : joinGo(regexes),
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

/** What an allowlist looks at before a match is known. */
export interface Place {
  readonly commit: string
  readonly path: string
  /** The path as Windows writes it, where it was read there. */
  readonly windowsPath: string
}

export function isPathAllowed(allowlist: Allowlist, path: string): boolean {
  return path !== '' && allowlist.pathPattern?.test(path) === true
}

function isPlacePathAllowed(allowlist: Allowlist, { path, windowsPath }: Place): boolean {
  return isPathAllowed(allowlist, path) || isPathAllowed(allowlist, windowsPath)
}

export function isCommitAllowed(allowlist: Allowlist, { commit }: Place): boolean {
  return commit !== '' && allowlist.commits.includes(commit.toLowerCase())
}

/** Whether a whole fragment passes. An AND with checks of text decides later. */
export function isPlaceAllowed(allowlists: readonly Allowlist[], place: Place): boolean {
  if (place.path === '' && place.commit === '') return false
  return allowlists.some((one) => {
    const commit = isCommitAllowed(one, place)
    const path = isPlacePathAllowed(one, place)
    if (one.condition === 'OR') return commit || path
    if (one.regexes.length > 0 || one.stopWords.length > 0) return false
    return (one.commits.length === 0 || commit) && (one.paths.length === 0 || path)
  })
}

/** Whether a match passes. OR looks at its text only: its place was judged before. */
export function isMatchAllowed(
  allowlists: readonly Allowlist[],
  texts: { readonly secret: string; readonly match: string; readonly line: string },
  place: Place,
): boolean {
  const lowered = texts.secret.toLowerCase()
  return allowlists.some((one) => {
    const target = texts[one.regexTarget === '' ? 'secret' : one.regexTarget]
    const text = target !== '' && one.textPattern?.test(target) === true
    // An empty word stands nowhere.
    const word = lowered !== '' && one.stopWords.some((stop) => stop !== '' && lowered.includes(stop))
    if (one.condition === 'OR') return text || word
    return (
      (one.commits.length === 0 || isCommitAllowed(one, place)) &&
      (one.paths.length === 0 || isPlacePathAllowed(one, place)) &&
      (one.regexes.length === 0 || text) &&
      (one.stopWords.length === 0 || word)
    )
  })
}
