/**
 * A gitleaks configuration made ready: rules compiled, allowlists attached, extended configurations merged. Reads no
 * file itself. Its refusals are in gitleaks' words.
 */
import { createAllowlist, type Allowlist, type RegexTarget } from './allowlist.ts'
import { compatError } from './compat-error.ts'
import { compileGo, type GoRegexp } from './go-regexp.ts'
import type { GitleaksRule } from './rule.ts'
import { parseToml, type RawAllowlist, type RawConfig, type RawRule } from './toml.ts'

export interface GitleaksConfig {
  readonly title: string
  readonly description: string
  readonly minVersion: string
  readonly rules: ReadonlyMap<string, GitleaksRule>
  /** As they were written; in alphabetical order once something was extended. An id may stand twice. */
  readonly order: readonly string[]
  readonly allowlists: readonly Allowlist[]
}

export interface LoadOptions {
  /** The rules and allowlists that stand for gitleaks' built-in ones. */
  readonly defaults: () => GitleaksConfig
  /** Text of an extended file. Throws GITLEAKS_CONFIG_UNREADABLE. */
  readonly readFile: (path: string) => string
  readonly onWarning: (message: string) => void
  /** Ids that gitleaks ships and we may not have: naming one is no mistake. */
  readonly isKnownId?: (id: string) => boolean
}

/** The version whose behaviour this mode has. */
export const GITLEAKS_VERSION = '8.30.1'

/** How many configurations may stand behind one. */
const MAX_EXTEND_DEPTH = 2

/** Throws GITLEAKS_CONFIG_INVALID, GITLEAKS_CONFIG_UNREADABLE. */
export function loadConfigText(text: string, name: string, options: LoadOptions): GitleaksConfig {
  return translate(parseToml(text, name), name, options, 0)
}

function translate(raw: RawConfig, name: string, options: LoadOptions, depth: number): GitleaksConfig {
  const rules = new Map<string, GitleaksRule>()
  for (const rule of raw.rules) rules.set(rule.id, translateRule(rule))
  for (const rule of rules.values())
    for (const { ruleId } of rule.required)
      if (!rules.has(ruleId)) throw invalid(`${rule.id}: [[rules.required]] rule ID '${ruleId}' does not exist`)
  const asked = versionOf(raw.minVersion)
  if (asked === undefined) throw invalid(`invalid minVersion '${raw.minVersion}': Malformed version: ${raw.minVersion}`)
  if (isNewer(asked))
    options.onWarning(
      `config requires a newer Gitleaks version... config path=${name} current=${GITLEAKS_VERSION} required=${raw.minVersion}`,
    )
  if (raw.allowlist !== undefined && raw.allowlists.length > 0)
    throw invalid('[allowlist] is deprecated, it cannot be used alongside [[allowlists]]')
  const global = [...raw.allowlists, ...(raw.allowlist ? [raw.allowlist] : [])].map((one) => ({
    targets: one.targetRules,
    allowlist: within('[[allowlists]]', () => translateAllowlist(one)),
  }))
  const own: GitleaksConfig = {
    title: raw.title,
    description: raw.description,
    minVersion: raw.minVersion,
    rules,
    order: raw.rules.map(({ id }) => id),
    allowlists: global.filter(({ targets }) => targets.length === 0).map(({ allowlist }) => allowlist),
  }
  const extended = depth < MAX_EXTEND_DEPTH ? extend(own, raw, { name, options, depth }) : own
  if (depth > 0) return extended
  // What only the whole can answer is asked once, of the outermost configuration.
  const missing = (id: string): boolean => !extended.rules.has(id) && options.isKnownId?.(id) !== true
  const targeted = global.flatMap(({ targets, allowlist }) => targets.map((id) => ({ id, allowlist })))
  const complete = withoutEmpty(extended, options)
  for (const rule of complete.rules.values()) validateRule(rule)
  const unknown = targeted.find(({ id }) => missing(id))
  if (unknown) throw invalid(`[[allowlists]] target rule ID '${unknown.id}' does not exist`)
  const withTargets = [...complete.rules.values()].map((rule): GitleaksRule => {
    const more = targeted.filter(({ id }) => id === rule.id).map(({ allowlist }) => allowlist)
    return more.length === 0 ? rule : { ...rule, allowlists: [...rule.allowlists, ...more] }
  })
  return { ...complete, rules: new Map(withTargets.map((rule) => [rule.id, rule])) }
}

const VERSION = /^v?(\d+(?:\.\d+)*)(-?[a-z~-][\w~.-]*|-\d[\w~.-]*)?(?:\+[\w~.-]+)?$/i

/** Nothing asks for nothing; undefined for what is no version. What stands behind the numbers makes none newer. */
function versionOf(text: string): number[] | undefined {
  return VERSION.exec(text || '0')?.[1]
    ?.split('.')
    .map(Number)
}

function isNewer(numbers: readonly number[]): boolean {
  const ours = versionOf(GITLEAKS_VERSION) as number[]
  const at = Array.from({ length: Math.max(numbers.length, ours.length) }, (_, index) => index).find(
    (index) => (numbers[index] ?? 0) !== (ours[index] ?? 0),
  )
  return at !== undefined && (numbers[at] ?? 0) > (ours[at] ?? 0)
}

/** A change to a rule that gitleaks ships and we do not have has nothing to change. */
function withoutEmpty(config: GitleaksConfig, options: LoadOptions): GitleaksConfig {
  const rules = new Map(config.rules)
  for (const { id, regex, path, own } of config.rules.values()) {
    if (regex !== undefined || path !== undefined || own !== undefined || options.isKnownId?.(id) !== true) continue
    options.onWarning(`rule ${id} of gitleaks has no counterpart here: its changes have no effect`)
    rules.delete(id)
  }
  return { ...config, rules }
}

function extend(
  own: GitleaksConfig,
  raw: RawConfig,
  { name, options, depth }: { name: string; options: LoadOptions; depth: number },
): GitleaksConfig {
  const { path, useDefault, url, disabledRules } = raw.extend
  if (path !== '' && useDefault)
    throw invalid('unable to load config due to extend.path and extend.useDefault being set')
  if (url !== '') options.onWarning(`${name}: extend.url is never fetched (gitleaks does not either); use extend.path`)
  if (!useDefault && path === '') return own
  const prefix = useDefault ? 'failed to load extended default config, err' : 'failed to load extended config, err'
  const base = useDefault
    ? options.defaults()
    : within(prefix, () => translate(parseToml(options.readFile(path), path), path, options, depth + 1), ': ')
  const from = path === '' ? 'default' : path
  for (const id of disabledRules)
    if (!base.rules.has(id) && options.isKnownId?.(id) !== true)
      options.onWarning(`Disabled rule doesn't exist in extended config. config=${from} rule-id=${id}`)
  return merge(own, base, new Set(disabledRules))
}

/** What is written outside wins where it says something; lists are joined, and `required` and `skipReport` get lost. */
function merge(own: GitleaksConfig, base: GitleaksConfig, disabled: ReadonlySet<string>): GitleaksConfig {
  const rules = new Map(own.rules)
  const added: string[] = []
  for (const [id, inner] of base.rules) {
    if (disabled.has(id)) continue
    const outer = own.rules.get(id)
    if (outer === undefined) {
      rules.set(id, inner)
      added.push(id)
    } else rules.set(id, mergeRule(outer, inner))
  }
  return {
    ...own,
    rules,
    order: [...own.order, ...added].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    allowlists: [...own.allowlists, ...base.allowlists],
  }
}

function mergeRule(outer: GitleaksRule, inner: GitleaksRule): GitleaksRule {
  const { own, ...plain } = inner
  return {
    ...plain,
    // A pattern of the user's replaces the one of our catalogue.
    ...(own !== undefined && outer.regex === undefined ? { own } : {}),
    ...(outer.regex === undefined ? {} : { regex: outer.regex }),
    ...(outer.path === undefined ? {} : { path: outer.path }),
    description: outer.description || inner.description,
    entropy: outer.entropy || inner.entropy,
    secretGroup: outer.secretGroup || inner.secretGroup,
    tags: [...inner.tags, ...outer.tags],
    keywords: [...inner.keywords, ...outer.keywords],
    allowlists: [...inner.allowlists, ...outer.allowlists],
  }
}

/** Throws GITLEAKS_CONFIG_INVALID. */
export function translateRule(raw: RawRule): GitleaksRule {
  if (raw.allowlist !== undefined && raw.allowlists.length > 0)
    throw invalid(`${raw.id}: [rules.allowlist] is deprecated, it cannot be used alongside [[rules.allowlist]]`)
  const empty = raw.required.find(({ id }) => id === '')
  const regex = raw.regex === '' ? undefined : pattern(raw.id, raw.regex)
  const path = raw.path === '' ? undefined : pattern(raw.id, raw.path)
  const allowlists = [...raw.allowlists, ...(raw.allowlist ? [raw.allowlist] : [])].map((one) =>
    within(`${raw.id}: [[rules.allowlists]]`, () => translateAllowlist(one)),
  )
  if (empty) throw invalid(`${raw.id}: [[rules.required]] rule ID is empty`)
  return {
    id: raw.id,
    description: raw.description,
    ...(regex === undefined ? {} : { regex }),
    ...(path === undefined ? {} : { path }),
    secretGroup: raw.secretGroup,
    entropy: raw.entropy,
    keywords: raw.keywords.map((word) => word.toLowerCase()),
    tags: raw.tags,
    allowlists,
    required: raw.required.map(({ id, ...near }) => ({ ruleId: id, ...near })),
    skipReport: raw.skipReport,
  }
}

/** Throws GITLEAKS_CONFIG_INVALID. */
export function validateRule({ id, description, regex, path, own, secretGroup }: GitleaksRule): void {
  if (id.trim() === '') {
    const about = { description, regex: regex?.source ?? '', path: path?.source ?? '' }
    const known = Object.entries(about).filter(([, value]) => value !== '')
    throw invalid(`rule |id| is missing or empty${known.map(([key, value]) => `, ${key}: ${value}`).join('')}`)
  }
  if (regex === undefined && path === undefined && own === undefined)
    throw invalid(`${id}: both |regex| and |path| are empty, this rule will have no effect`)
  if (regex !== undefined && secretGroup > regex.groups)
    throw invalid(`${id}: invalid regex secret group ${secretGroup}, max regex secret group ${regex.groups}`)
}

function translateAllowlist(raw: RawAllowlist): Allowlist {
  const condition = raw.condition.toUpperCase()
  if (!['', 'AND', '&&', 'OR', '||'].includes(condition))
    throw invalid(`unknown allowlist |condition| '${raw.condition}' (expected 'and', 'or')`)
  if (!['', 'secret', 'match', 'line'].includes(raw.regexTarget))
    throw invalid(`unknown allowlist |regexTarget| '${raw.regexTarget}' (expected 'match', 'line')`)
  return createAllowlist({
    description: raw.description,
    condition: condition === 'AND' || condition === '&&' ? 'AND' : 'OR',
    commits: raw.commits,
    paths: raw.paths,
    regexTarget: (raw.regexTarget === 'secret' ? '' : raw.regexTarget) as RegexTarget,
    regexes: raw.regexes,
    stopWords: raw.stopWords,
  })
}

function pattern(id: string, source: string): GoRegexp {
  return within(`${id}:`, () => compileGo(source))
}

/** `work`, with `prefix` before what it throws. */
function within<T>(prefix: string, work: () => T, separator = ' '): T {
  try {
    return work()
  } catch (cause) {
    throw compatError('GITLEAKS_CONFIG_INVALID', `${prefix}${separator}${(cause as Error).message}`, { cause })
  }
}

function invalid(message: string): Error {
  return compatError('GITLEAKS_CONFIG_INVALID', message)
}
