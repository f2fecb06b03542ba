/**
 * Policies as Vault writes them, in HCL or JSON: rules on paths. What is not understood is refused, because a
 * rule that is left out may have been the one that denies.
 */
import { parseSeconds } from './duration.ts'
import { bad } from './fault.ts'
import { isBody, parseHcl, type HclBody, type HclValue } from './hcl.ts'
import { isObject, type Json } from './json.ts'

export const CAPABILITIES = ['create', 'read', 'update', 'patch', 'delete', 'list', 'sudo', 'deny'] as const
export type Capability = (typeof CAPABILITIES)[number]

export interface Rule {
  /** As written: `secret/+/db`, `secret/*`. */
  readonly path: string
  readonly capabilities: ReadonlySet<Capability>
  /** Names of parameters and the values that they may (not) have; an empty list stands for any. */
  readonly allowed?: ReadonlyMap<string, readonly unknown[]>
  readonly denied?: ReadonlyMap<string, readonly unknown[]>
  readonly required?: readonly string[]
  readonly minWrapSeconds?: number
  readonly maxWrapSeconds?: number
}

const MAX_BYTES = 256 * 1024
const MAX_RULES = 2_000
/** `root` is nobody's to write; the others are made by the server for tokens of its own. */
const RESERVED: ReadonlySet<string> = new Set(['root', 'response-wrapping', 'control-group'])
const NAME = /^[a-z0-9][a-z0-9 ._@/-]{0,127}$/

/** What the old word `policy` stands for. */
const SHORTHAND: Readonly<Record<string, readonly Capability[]>> = {
  deny: ['deny'],
  read: ['read', 'list'],
  write: ['create', 'read', 'update', 'delete', 'list'],
  sudo: ['create', 'read', 'update', 'delete', 'list', 'sudo'],
}

/** Lower case and trimmed; the same name again when it is given back. Throws 400 for one that no policy may have. */
export function policyName(text: string): string {
  const name = text.trim().toLowerCase()
  if (!NAME.test(name) || name !== name.normalize('NFKC') || /\.\.|\/\/|\/$/.test(name))
    throw bad(`invalid policy name "${name.slice(0, 80)}"`)
  return name
}

export function requireWritable(name: string): void {
  if (RESERVED.has(name)) throw bad(`cannot update "${name}" policy`)
}

/** Throws 400. */
export function parsePolicy(text: string): Rule[] {
  if (Buffer.byteLength(text) > MAX_BYTES) throw bad(`failed to parse policy: longer than ${MAX_BYTES} bytes`)
  const body = text.trimStart().startsWith('{') ? fromJson(text) : parseHcl(text)
  const rules: Rule[] = []
  for (const { key, label, value } of body.entries) {
    if (key === 'name') continue
    if (key !== 'path') throw bad(`failed to parse policy: invalid key "${key}"`)
    if (label === undefined || !isBody(value)) throw bad('failed to parse policy: "path" needs a label and a block')
    rules.push(toRule(label, value))
  }
  if (rules.length > MAX_RULES) throw bad(`failed to parse policy: more than ${MAX_RULES} paths`)
  return rules
}

/** `{"path": {"secret/*": {…}}}`, and the same with lists of such objects. */
function fromJson(text: string): HclBody {
  let parsed: Json
  try {
    parsed = JSON.parse(text) as Json
  } catch {
    throw bad('failed to parse policy: the text is no JSON')
  }
  if (!isObject(parsed)) throw bad('failed to parse policy: the text is no JSON object')
  const entries = Object.entries(parsed).flatMap(([key, value]) =>
    key !== 'path'
      ? [{ key, value: toHcl(value) }]
      : (Array.isArray(value) ? value : [value]).flatMap((one: Json) => {
          if (!isObject(one)) throw bad('failed to parse policy: "path" is no object')
          return Object.entries(one).map(([label, rule]) => ({ key, label, value: toHcl(rule) }))
        }),
  )
  return { entries }
}

function toHcl(value: Json): HclValue {
  if (value === null) throw bad('failed to parse policy: null')
  if (Array.isArray(value)) return value.map((one: Json) => toHcl(one))
  if (!isObject(value)) return value as string | number | boolean
  return { entries: Object.entries(value).map(([key, one]) => ({ key, value: toHcl(one) })) }
}

function toRule(label: string, body: HclBody): Rule {
  const path = label.replace(/^\//, '')
  if (/\*./.test(path.replaceAll(/\{\{.*?\}\}/g, '')))
    throw bad(`failed to parse policy: path "${label}": "*" stands at the end only`)
  if (path.split('/').some((part) => part.includes('+') && !/^\+\*?$/.test(part)))
    throw bad(`failed to parse policy: path "${label}": invalid use of wildcards ('+' stands for a whole segment)`)
  const capabilities = new Set<Capability>()
  const rule: { -readonly [K in keyof Rule]: Rule[K] } = { path, capabilities }
  for (const { key, value } of body.entries) {
    if (key === 'capabilities') for (const word of texts(value, key)) capabilities.add(toCapability(word, path))
    else if (key === 'policy')
      for (const word of (typeof value === 'string' && SHORTHAND[value]) || wrong(path, key)) capabilities.add(word)
    else if (key === 'allowed_parameters') rule.allowed = parameters(value, key)
    else if (key === 'denied_parameters') rule.denied = parameters(value, key)
    else if (key === 'required_parameters') rule.required = texts(value, key).map((name) => name.toLowerCase())
    else if (key === 'min_wrapping_ttl') rule.minWrapSeconds = parseSeconds(value, key)
    else if (key === 'max_wrapping_ttl') rule.maxWrapSeconds = parseSeconds(value, key)
    else if (key !== 'comment') wrong(path, key)
  }
  if (rule.maxWrapSeconds && (rule.minWrapSeconds ?? 0) > rule.maxWrapSeconds)
    throw bad(`failed to parse policy: path "${path}": max_wrapping_ttl cannot be less than min_wrapping_ttl`)
  return rule
}

function wrong(path: string, key: string): never {
  throw bad(`failed to parse policy: path "${path}": invalid key "${key}"`)
}

function toCapability(word: string, path: string): Capability {
  const found = CAPABILITIES.find((capability) => capability === word)
  if (!found) throw bad(`failed to parse policy: path "${path}": invalid capability "${word}"`)
  return found
}

function texts(value: HclValue, key: string): string[] {
  const list = Array.isArray(value) ? (value as readonly HclValue[]) : undefined
  if (!list?.every((one) => typeof one === 'string')) throw bad(`failed to parse policy: "${key}" is no list of texts`)
  return [...list]
}

function parameters(value: HclValue, key: string): Map<string, readonly unknown[]> {
  if (!isBody(value)) throw bad(`failed to parse policy: "${key}" is no map`)
  return new Map(
    value.entries.map((entry) => {
      if (!Array.isArray(entry.value)) throw bad(`failed to parse policy: "${key}" of ${entry.key} is no list`)
      return [entry.key.toLowerCase(), entry.value as readonly unknown[]]
    }),
  )
}
