/**
 * The `scan` part of rekey.yaml: rules of one's own, and what of the findings is set aside or graded, each with a
 * reason. It may come from a repository that nobody trusts: it adds and marks, and what it sets aside is reported as
 * suppressed, with its reason. Reads no file; every refusal names line and column.
 */
import { isMap, LineCounter, parseDocument, type Node } from 'yaml'
import { translateRule, validateRule } from '../compat/gitleaks/config.ts'
import { compileGo, type GoRegexp } from '../compat/gitleaks/go-regexp.ts'
import type { GitleaksRule } from '../compat/gitleaks/rule.ts'
import { readRules, type RawRule } from '../compat/gitleaks/toml.ts'
import type { Confidence } from '../finding.ts'
import { settingsError } from './settings-error.ts'
import { readChecksum, type RuleChecksum } from './rule-checksum.ts'
import { readRuleFields } from './rule-fields.ts'
import { readVerifyLimits, type VerifyLimits } from './verify-limits.ts'
import { readVerifyTemplate, type VerifyTemplate } from './verify-template.ts'
import { YamlReader } from './yaml-reader.ts'

export interface UserRule extends GitleaksRule {
  readonly provider: string
  readonly confidence: Confidence
  /** Templates or samples that it must find: `rekey rules test` tries them. */
  readonly examples: readonly string[]
  /** Those that it must pass. */
  readonly lookalikes: readonly string[]
  readonly checksum?: RuleChecksum
  readonly verify?: VerifyTemplate
}

export interface PolicyLine {
  /** Exact id; undefined: every rule. */
  readonly rule?: string
  /** Undefined: every path. */
  readonly path?: GoRegexp
  /** Undefined: set aside. */
  readonly confidence?: Confidence
  readonly reason: string
}

export interface ScanSettings {
  readonly rules: readonly UserRule[]
  readonly policy: readonly PolicyLine[]
  readonly verify: VerifyLimits
}

export const POLICY_KEYS = ['rule', 'path', 'confidence', 'reason']
const CONFIDENCES = new Set<string>(['low', 'medium', 'high'])
const MAX_RULES = 500

/** Throws SCAN_SETTINGS_INVALID. Without a `scan` part there is nothing to say. */
export function parseScanSettings(text: string, name: string): ScanSettings {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, strict: true })
  const at = (node: unknown): string => {
    const offset = (node as Node | null | undefined)?.range?.[0]
    if (offset === undefined) return name
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  const reader = new SettingsReader(at, document)
  const [broken] = document.errors
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0])
    throw settingsError('SCAN_SETTINGS_INVALID', `${name}:${line}:${col}: this is not valid YAML`)
  }
  return reader.settings(isMap(document.contents) ? document.contents.get('scan', true) : undefined)
}

class SettingsReader extends YamlReader {
  settings(node: unknown): ScanSettings {
    if (node === undefined) return { rules: [], policy: [], verify: {} }
    const known = this.fields(node, ['rules', 'policy', 'verify'], 'scan')
    const rules = this.list(known.get('rules'), 'rules').map((one) => this.#rule(one))
    if (rules.length > MAX_RULES) throw this.invalid(node, `at most ${MAX_RULES} rules, not ${rules.length}`)
    const ids = new Set<string>()
    for (const { id } of rules) {
      if (ids.has(id)) throw this.invalid(known.get('rules'), `rule ${id} is there twice`)
      ids.add(id)
    }
    for (const { id, required } of rules)
      for (const { ruleId } of required)
        if (!ids.has(ruleId))
          throw this.invalid(known.get('rules'), `${id} requires ${ruleId}, which is no rule of this file`)
    return {
      rules,
      policy: this.list(known.get('policy'), 'policy').map((one) => this.#policy(one)),
      verify: readVerifyLimits(known.get('verify'), this),
    }
  }

  #rule(node: unknown): UserRule {
    const fields = readRuleFields(node, this)
    const plain = this.plain(node)
    const text = (key: string): string => (typeof plain[key] === 'string' ? plain[key] : '')
    if (!/^[a-z0-9][a-z0-9._-]{0,79}$/i.test(text('id')))
      throw this.invalid(fields.get('id') ?? node, 'a rule needs an id of letters, digits, dots and dashes')
    const described = { ...plain, description: text('about') || text('description') || text('id') }
    const rule = this.#translated(described, fields, node)
    if (rule.required.some(({ ruleId }) => ruleId === rule.id))
      throw this.invalid(fields.get('required'), `${rule.id} requires itself`)
    const checksum = readChecksum(fields.get('checksum'), rule.regex, this)
    const verify = readVerifyTemplate(
      fields.get('verify'),
      rule.required.map(({ ruleId }) => ruleId),
      this,
    )
    return {
      ...rule,
      provider: text('provider') || 'custom',
      confidence: this.#confidence(fields.get('confidence'), text('confidence')) ?? 'medium',
      examples: this.texts(fields.get('examples'), 'examples'),
      lookalikes: this.texts(fields.get('lookalikes'), 'lookalikes'),
      ...(checksum && { checksum }),
      ...(verify && { verify }),
    }
  }

  /** What gitleaks' own reader says of a rule, with its place. */
  #translated(plain: object, fields: ReadonlyMap<string, unknown>, node: unknown): GitleaksRule {
    try {
      const [raw] = readRules([plain])
      const rule = translateRule(raw as RawRule)
      validateRule(rule)
      return rule
    } catch (cause) {
      const { message } = cause as Error
      const field = ['required', 'allowlists'].find((name) => message.includes(`rules.${name}`))
      const where = fields.get(field ?? (/regex|regexp/.test(message) ? 'regex' : 'id')) ?? node
      throw this.invalid(where, message, cause)
    }
  }

  #policy(node: unknown): PolicyLine {
    const fields = this.fields(node, POLICY_KEYS, 'policy')
    const { rule, path, reason, confidence } = this.plain(node)
    if (typeof reason !== 'string' || reason.trim() === '')
      throw this.invalid(fields.get('reason') ?? node, 'a line of policy needs a reason')
    if (typeof rule !== 'string' && typeof path !== 'string')
      throw this.invalid(node, 'a line of policy names a rule, a path (a pattern) or both')
    const graded = this.#confidence(fields.get('confidence'), confidence)
    try {
      return {
        reason: reason.trim(),
        ...(typeof rule === 'string' ? { rule } : {}),
        ...(typeof path === 'string' ? { path: compileGo(path) } : {}),
        ...(graded === undefined ? {} : { confidence: graded }),
      }
    } catch (cause) {
      throw this.invalid(fields.get('path') ?? node, (cause as Error).message, cause)
    }
  }

  #confidence(node: unknown, value: unknown): Confidence | undefined {
    if (value === undefined || value === '') return undefined
    if (typeof value !== 'string' || !CONFIDENCES.has(value))
      throw this.invalid(node, 'confidence is low, medium or high')
    return value as Confidence
  }
}
