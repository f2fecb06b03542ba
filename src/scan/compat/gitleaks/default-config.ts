/**
 * What stands for gitleaks' built-in configuration: what our catalogue finds, under gitleaks' names where it has one, and
 * paths that hold no leaks of the repository's own. Other patterns than gitleaks', so other findings.
 */
import { createEngine, type Engine } from '../../../detect/engine.ts'
import { latin1 } from '../../../detect/latin1.ts'
import type { Rule as CatalogueRule } from '../../../detect/rule.ts'
import { catalogueTables } from '../../catalogue-image.ts'
import { catalogue } from '../../catalogue.ts'
import { createAllowlist } from './allowlist.ts'
import { decodeBytes, encodeText } from './byte-text.ts'
import type { GitleaksConfig } from './config.ts'
import { GITLEAKS_RULE_IDS } from './default-ids.ts'
import { gitleaksName, gitleaksNames } from './default-names.ts'
import type { GitleaksRule, OwnMatch } from './rule.ts'

/** Pictures, fonts, documents; files with hashes or of a build tool; what others wrote and was copied in. */
const QUIET_PATHS = [
  String.raw`gitleaks\.toml`,
  String.raw`(?i)\.(?:bmp|gif|ico|jpe?g|png|svg|tiff?|webp|eot|otf|ttf|woff2?|docx?|xlsx?|pdf|exe|dll|pdb|bin|gem|gltf|suo|vsidx)$`,
  String.raw`(?:^|/)(?:go\.(?:mod|sum|work(?:\.sum)?)|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|deno\.lock|poetry\.lock|Pipfile\.lock|gradle\.lockfile|Cargo\.lock|Gemfile\.lock|composer\.lock)$`,
  String.raw`(?:^|/)(?:gradlew|gradlew\.bat|mvnw|mvnw\.cmd|MavenWrapperDownloader\.java|verification-metadata\.xml|Database\.refactorlog)$`,
  String.raw`(?:^|/)(?:node_modules|bower_components|\.git)(?:/|$)`,
  String.raw`(?:^|/)vendor/(?:modules\.txt$|bundle/|ruby/|(?:github\.com|golang\.org|google\.golang\.org|gopkg\.in|istio\.io|k8s\.io|sigs\.k8s\.io)/)`,
  String.raw`(?i)(?:^|/)(?:v?env|virtualenv)/lib(?:64)?/`,
  String.raw`(?:^|/)(?:lib(?:64)?/python[23][.\d]*|[\w.]+-[\d.]+\.dist-info)/`,
  String.raw`(?:^|/)(?:angular|bootstrap|jquery|plotly|swagger-?ui)[\w.-]*\.js(?:\.map)?$`,
]

/** Values that stand for another: words of a language, one letter over and over, templates, folders. */
const QUIET_VALUES = [
  '(?i)^(?:true|false|null)$',
  `(?i)^(?:${'abcdefghijklmnopqrstuvwxyz'.replace(/./g, '$&+|')}[*]+|[.]+)$`,
  String.raw`^\$(?:\w+|\{\w+\})$`,
  String.raw`^(?:%\w+%|@\w+@|%[-+# 0]?[a-zA-Z]|\{\d*\})$`,
  String.raw`^\$?\{\{[^{}]*\}\}$`,
  String.raw`^/(?:bin|etc|home|opt|tmp|usr|var|Users)/[\w ./-]+$`,
]

export function defaultConfig(): GitleaksConfig {
  const own = catalogue()
  const matchesIn = createMatcher(own)
  const rules = new Map<string, GitleaksRule>()
  for (const { id: rule, about, literals, part } of own)
    for (const id of part === 'context' ? [] : gitleaksNames(rule)) {
      const known = rules.get(id)
      rules.set(id, {
        id,
        description: known?.description ?? about,
        secretGroup: 0,
        entropy: 0,
        // Asked only of a pattern that a user's configuration puts in the place of ours.
        keywords: [...new Set([...(known?.keywords ?? []), ...literals.map((literal) => literal.toLowerCase())])],
        tags: [],
        allowlists: [],
        required: [],
        skipReport: false,
        own: (text) => matchesIn(text).get(id) ?? [],
      })
    }
  const quiet = {
    description: '',
    condition: 'OR',
    commits: [],
    paths: QUIET_PATHS,
    regexTarget: '',
    regexes: QUIET_VALUES,
    stopWords: ['abcdefghijklmnopqrstuvwxyz'],
  } as const
  return {
    title: 'Rekey catalogue',
    description: '',
    minVersion: '',
    rules,
    order: [...rules.keys()],
    allowlists: [createAllowlist(quiet)],
  }
}

type Named = ReadonlyMap<string, readonly OwnMatch[]>

/** One search serves all rules: the answer for the last text is kept. */
function createMatcher(rules: readonly CatalogueRule[]): (text: string) => Named {
  let engine: Engine | undefined
  let [lastText, last]: [string, Named] = ['', new Map()]
  return (text) => {
    if (text === lastText) return last
    const bytes = encodeText(text)
    engine ??= createEngine(rules, { ...catalogueTables() })
    const named = new Map<string, OwnMatch[]>()
    for (const { rule, start, end } of engine.match(bytes)) {
      const whole = wholeMatch(rules.find(({ id }) => id === rule) as CatalogueRule, bytes, { start, end })
      const secret = decodeBytes(bytes.subarray(start, end))
      const name = gitleaksName(rule, secret)
      const chars = (at: number): number =>
        bytes.length === text.length ? at : decodeBytes(bytes.subarray(0, at)).length
      named.set(name, [...(named.get(name) ?? []), { start: chars(whole.start), end: chars(whole.end), secret }])
    }
    ;[lastText, last] = [text, named]
    return named
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Names and quotes around a key that a pattern takes in are rarely farther away. */
const AROUND_BYTES = 512

/** What the pattern matched around its key. */
function wholeMatch({ pattern }: CatalogueRule, bytes: Uint8Array, key: Span): Span {
  const from = Math.max(0, key.start - AROUND_BYTES)
  const around = latin1(bytes, from, Math.min(bytes.length, key.end + AROUND_BYTES))
  const flags = [...new Set(`${pattern.flags.replace('y', '')}dg`)].join('')
  for (const found of around.matchAll(new RegExp(pattern.source, flags))) {
    const { indices } = found as RegExpExecArray & { indices: RegExpIndicesArray }
    const [start, end] = indices.groups?.['secret'] ?? indices[0] ?? [-1, -1]
    if (from + start === key.start && from + end === key.end)
      return { start: from + found.index, end: from + found.index + found[0].length }
  }
  return key
}

/** Whether gitleaks ships a rule of this name, or did under one that means the same. */
export function isGitleaksId(id: string): boolean {
  return GITLEAKS_RULE_IDS.has(id)
}
