/**
 * Reads rules of other scanners as rules for rekey.yaml: `.gitleaks.toml`, `.secretlintrc`, trufflehog's custom detectors.
 * A rule whose pattern RE2 would not take is left out and named, like everything else that has no place here.
 */
import { parse as parseYaml } from 'yaml'
import { compileGo } from '../compat/gitleaks/go-regexp.ts'
import { parseToml, type RawAllowlist } from '../compat/gitleaks/toml.ts'

type Fields = Readonly<Record<string, unknown>>

export interface RulesFile {
  readonly tool: string
  /** As they stand in rekey.yaml. */
  readonly rules: readonly Fields[]
  readonly policy: readonly Fields[]
  readonly lost: readonly string[]
}

/** Undefined: no file of rules that is known here. Throws GITLEAKS_CONFIG_INVALID. */
export function findRules(text: string, name: string): RulesFile | undefined {
  const base = name.split('/').at(-1) ?? name
  if (base.endsWith('.toml')) return gitleaks(text, name)
  let document: unknown
  try {
    document = parseYaml(text, { maxAliasCount: 0, logLevel: 'error' })
  } catch {
    return undefined
  }
  if (!isFields(document)) return undefined
  if (base.startsWith('.secretlintrc')) return secretlint(document)
  return Array.isArray(document['detectors']) ? trufflehog(document['detectors']) : undefined
}

function gitleaks(text: string, name: string): RulesFile {
  const config = parseToml(text, name)
  const lost: string[] = []
  const global = [...config.allowlists, ...(config.allowlist ? [config.allowlist] : [])]
  const onlyPaths = (one: RawAllowlist): boolean =>
    one.commits.length + one.regexes.length + one.stopWords.length === 0 && one.paths.length > 0
  const rules = config.rules.flatMap((rule) => {
    const more = global.filter(
      (one) => !onlyPaths(one) && (one.targetRules.length === 0 || one.targetRules.includes(rule.id)),
    )
    const own = [...rule.allowlists, ...(rule.allowlist ? [rule.allowlist] : []), ...more]
    if (rule.regex === '' && rule.path === '') {
      lost.push(`${rule.id}: changes a built-in rule of gitleaks, which is not here`)
      return []
    }
    const { id, description, regex, path, secretGroup, entropy, keywords, tags, required, skipReport } = rule
    return [
      compact({
        id,
        about: description,
        regex,
        path,
        secretGroup,
        entropy,
        keywords,
        tags,
        required,
        skipReport,
        allowlists: own.map((one) => compact({ ...one, targetRules: undefined })),
      }),
    ]
  })
  const policy = global
    .filter(onlyPaths)
    .flatMap(({ paths, targetRules, description }) =>
      paths.flatMap((path) =>
        (targetRules.length === 0 ? [undefined] : targetRules).map((rule) =>
          compact({ rule, path, reason: description || `allowlist of ${name}` }),
        ),
      ),
    )
  if (config.extend.path !== '') lost.push(`extend.path ${config.extend.path}: migrate that file as well`)
  lost.push(
    ...config.extend.disabledRules.map(
      (id) => `disabled rule ${id}: write a line of policy if our rule of that kind is in the way`,
    ),
  )
  return { tool: 'gitleaks', ...withFineRules(rules, lost), policy }
}

function secretlint(document: Fields): RulesFile {
  const lost: string[] = []
  const rules: Fields[] = []
  const visit = (entry: unknown): void => {
    if (!isFields(entry)) return
    const id = textOf(entry['id'])
    const options = isFields(entry['options']) ? entry['options'] : {}
    for (const child of listOf(entry['rules'])) visit(child)
    if (entry['disabled'] === true) lost.push(`${id} is disabled: Rekey has rules of its own`)
    for (const allow of listOf(options['allows']))
      lost.push(`${id}: allows ${String(allow)}: accept such leaks with rekey baseline`)
    if (!id.endsWith('rule-pattern')) return
    for (const [index, one] of listOf(options['patterns']).filter(isFields).entries()) {
      const patterns = [...listOf(one['patterns']), one['pattern']].filter((text) => typeof text === 'string')
      for (const [part, pattern] of patterns.entries()) {
        const about = textOf(one['name']) || `pattern ${index + 1}`
        const suffix = patterns.length > 1 ? `-${part + 1}` : ''
        rules.push({ id: `${idOf(about)}${suffix}`, about, regex: fromJavaScript(pattern) })
      }
      if (listOf(one['filePathGlobs']).length > 0)
        lost.push(`${textOf(one['name'])}: filePathGlobs: write path: as a pattern`)
    }
  }
  for (const entry of listOf(document['rules'])) visit(entry)
  return { tool: 'secretlint', ...withFineRules(rules, lost), policy: [] }
}

/** The first pattern is the rule, the others are parts that it requires. */
function trufflehog(detectors: readonly unknown[]): RulesFile {
  const lost: string[] = []
  const rules = detectors.filter(isFields).flatMap((detector): Fields[] => {
    const name = textOf(detector['name'])
    const id = idOf(name)
    const patterns = isFields(detector['regex'])
      ? Object.entries(detector['regex']).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : []
    const primary = textOf(detector['primary_regex_name']) || patterns[0]?.[0]
    const allowlists = [
      { stopwords: listOf(detector['exclude_words']) },
      { regexes: listOf(detector['exclude_regexes_capture']) },
      { regexes: listOf(detector['exclude_regexes_match']), regexTarget: 'match' },
    ].filter((one) => Object.values(one).some((list) => Array.isArray(list) && list.length > 0))
    if (detector['verify'] !== undefined) lost.push(`${name}: its verification is not called from here`)
    if (detector['validations'] !== undefined) lost.push(`${name}: its validations: say them in the pattern`)
    const others = patterns.filter(([key]) => key !== primary)
    const entropy = Number(detector['entropy'] ?? 0)
    return patterns.map(([key, regex]) => {
      const isPrimary = key === primary
      return compact({
        id: isPrimary ? id : `${id}-${idOf(key)}`,
        about: isPrimary ? name : `${name}: ${key}`,
        regex: textOf(regex),
        ...(isPrimary
          ? {
              keywords: listOf(detector['keywords']),
              entropy,
              allowlists,
              required: others.map(([other]) => ({ id: `${id}-${idOf(other)}` })),
            }
          : { skipReport: true }),
      })
    })
  })
  return { tool: 'trufflehog', ...withFineRules(rules, lost), policy: [] }
}

/** Without those whose pattern is refused, and without what requires them. */
function withFineRules(rules: readonly Fields[], lost: string[]): { rules: Fields[]; lost: string[] } {
  const refused = new Set<unknown>()
  const seen = new Set<unknown>()
  const fine = rules.filter(({ id, regex, path }) => {
    try {
      for (const pattern of [regex, path]) if (typeof pattern === 'string') compileGo(pattern)
      if (!seen.has(id)) return Boolean(seen.add(id))
      lost.push(`${String(id)}: there twice, the first one counts`)
    } catch (error) {
      refused.add(id)
      lost.push(`${String(id)}: ${(error as Error).message}`)
    }
    return false
  })
  const whole = fine.filter(({ id, required }) => {
    const missing = listOf(required).some((one) => isFields(one) && refused.has(one['id']))
    if (missing) lost.push(`${String(id)}: a part that it requires could not be carried over`)
    return !missing
  })
  return { rules: whole, lost }
}

/** `/abc/i` as RE2 writes it. A named group stays: it is the first one. */
function fromJavaScript(text: string): string {
  const [, source, flags = ''] = /^\/([\s\S]*)\/([a-z]*)$/.exec(text) ?? []
  if (source === undefined) return text
  const kept = Array.from(flags)
    .filter((flag) => 'ims'.includes(flag))
    .join('')
  return kept === '' ? source : `(?${kept})${source}`
}

function idOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'rule'
  )
}

function compact(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        value !== 0 &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    ),
  )
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
