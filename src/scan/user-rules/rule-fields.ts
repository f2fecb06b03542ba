/**
 * The fields of a rule in rekey.yaml, checked one by one before the rule is made: a field of another type than is said
 * here is a mistake with its place, not something that is quietly left out.
 */
import type { YamlReader } from './yaml-reader.ts'

type Check = (node: unknown, reader: YamlReader, name: string) => void

const text: Check = (node, reader, name) => void reader.text(node, name)
const texts: Check = (node, reader, name) => void reader.texts(node, name)
const counted =
  (least: number, most: number): Check =>
  (node, reader, name) =>
    void reader.count(node, name, [least, most])

const bits: Check = (node, reader, name) => {
  const value = reader.value(node)
  if (typeof value !== 'number' || value < 0 || value > 8)
    throw reader.invalid(node, `${name} must be a number from 0 to 8`)
}

const flag: Check = (node, reader, name) => {
  if (typeof reader.value(node) !== 'boolean') throw reader.invalid(node, `${name} must be true or false`)
}

/** A list of maps with these fields, or one map in place of a list. */
const maps =
  (fields: Readonly<Record<string, Check>>): Check =>
  (node, reader, name) => {
    const items = reader.isMap(node) ? [node] : reader.list(node, name)
    for (const item of items) checkFields(item, fields, reader, name)
  }

const anything: Check = () => undefined

const FIELDS: Readonly<Record<string, Check>> = {
  id: text,
  about: text,
  description: text,
  provider: text,
  regex: text,
  path: text,
  keywords: texts,
  entropy: bits,
  secretGroup: counted(0, 100),
  tags: texts,
  allowlists: maps({
    description: text,
    condition: text,
    commits: texts,
    paths: texts,
    regexes: texts,
    regexTarget: text,
    stopwords: texts,
  }),
  required: maps({ id: text, withinLines: counted(0, 100_000), withinColumns: counted(0, 100_000) }),
  skipReport: flag,
  confidence: text,
  examples: texts,
  lookalikes: texts,
  // Each has a reader of its own.
  checksum: anything,
  verify: anything,
}

export const RULE_FIELDS = Object.keys(FIELDS)

/** The nodes of a rule by name. Throws SCAN_SETTINGS_INVALID. */
export function readRuleFields(node: unknown, reader: YamlReader): Map<string, unknown> {
  return checkFields(node, FIELDS, reader, 'rule')
}

function checkFields(
  node: unknown,
  checks: Readonly<Record<string, Check>>,
  reader: YamlReader,
  what: string,
): Map<string, unknown> {
  const fields = reader.fields(node, Object.keys(checks), what)
  for (const [name, value] of fields) checks[name]?.(value, reader, name)
  return fields
}
