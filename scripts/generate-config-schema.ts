/**
 * docs/reference/rekey.schema.json: what rekey.yaml may hold, for editors. The options come from their table; the scan part
 * is written here, and a field that the reader of rekey.yaml has and this file does not, or the other way round, is an error.
 */
import type { Option } from '../src/config/option.ts'

const TARGET = 'docs/reference/rekey.schema.json'

type Schema = Readonly<Record<string, unknown>>

const text = (description?: string): Schema => ({ type: 'string', minLength: 1, ...(description && { description }) })
const texts = (description?: string): Schema => ({
  description,
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'array', items: { type: 'string', minLength: 1 } },
  ],
})
const count = (minimum: number, maximum: number, description?: string): Schema => ({
  type: 'integer',
  minimum,
  maximum,
  description,
})
const map = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length > 0 && { required }),
})
const oneOrMore = (one: Schema): Schema => ({ anyOf: [one, { type: 'array', items: one }] })
const statuses: Schema = { type: 'array', items: { type: 'integer', minimum: 400, maximum: 499 } }
const named: Schema = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } }
const confidence: Schema = { enum: ['low', 'medium', 'high'] }

const TEMPLATE: Readonly<Record<string, Schema>> = {
  url: {
    type: 'string',
    pattern: '^https://[^/{}:@]+(?:[/?].*)?$',
    description: 'Where to ask; {key} and the rules that are required stand for their texts.',
  },
  method: { enum: ['GET', 'POST'] },
  headers: named,
  basic: text('user:password of a Basic header.'),
  json: named,
  form: named,
  live: text('Member of the JSON answer that a live key brings.'),
  dead: statuses,
  restricted: statuses,
}

const RULE: Readonly<Record<string, Schema>> = {
  id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' },
  about: text('What it finds, in a few words.'),
  description: text('The same as about.'),
  provider: text(),
  regex: text('In the syntax of RE2; the first group is the key.'),
  path: text('Pattern of the paths that it looks at.'),
  keywords: texts('It runs only on texts that hold one of these.'),
  entropy: { type: 'number', minimum: 0, maximum: 8, description: 'The key must have more than this.' },
  secretGroup: count(0, 100),
  tags: texts(),
  allowlists: oneOrMore(
    map({
      description: text(),
      condition: text('AND or OR'),
      commits: texts(),
      paths: texts(),
      regexes: texts(),
      regexTarget: { enum: ['secret', 'match', 'line'] },
      stopwords: texts(),
    }),
  ),
  required: oneOrMore(map({ id: text(), withinLines: count(0, 100_000), withinColumns: count(0, 100_000) }, ['id'])),
  skipReport: { type: 'boolean', description: 'It only serves rules that require it.' },
  confidence,
  examples: texts('Templates that it must find.'),
  lookalikes: texts('Templates that it must pass.'),
  checksum: map({ name: text(), of: count(0, 100), is: count(0, 100) }, ['name', 'of', 'is']),
  verify: map(TEMPLATE, ['url']),
}

const POLICY: Readonly<Record<string, Schema>> = {
  rule: text('Id of a rule.'),
  path: text('Pattern of paths.'),
  confidence,
  reason: text('Why; it stands in the report.'),
}

const LIMITS: Readonly<Record<string, Schema>> = {
  'requests-per-minute': count(1, 60_000, 'To one host.'),
  'at-once': count(1, 16, 'To one host, open at the same time.'),
  'requests-per-host': count(0, 1_000_000, 'To one host, in one run.'),
  requests: count(0, 1_000_000, 'In one run.'),
  timeout: { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m)$', description: 'For one answer: 1s to 60s.' },
  hosts: texts('Only these are asked.'),
  off: texts('Providers that are not asked.'),
}

export async function generateConfigSchema(): Promise<ReadonlyMap<string, string>> {
  const { options } = await import('../src/config/options.ts')
  const { RULE_FIELDS } = await import('../src/scan/user-rules/rule-fields.ts')
  const { POLICY_KEYS } = await import('../src/scan/user-rules/scan-settings.ts')
  const { LIMIT_FIELDS } = await import('../src/scan/user-rules/verify-limits.ts')
  const { TEMPLATE_FIELDS } = await import('../src/scan/user-rules/verify-template.ts')
  const pairs = [
    [RULE, RULE_FIELDS],
    [POLICY, POLICY_KEYS],
    [LIMITS, LIMIT_FIELDS],
    [TEMPLATE, TEMPLATE_FIELDS],
  ] as const
  for (const [schema, fields] of pairs) {
    const [here, there] = [Object.keys(schema).toSorted().join(), [...fields].toSorted().join()]
    if (here !== there) throw new Error(`the schema of rekey.yaml has ${here}, its reader ${there}`)
  }
  return new Map([[TARGET, `${JSON.stringify(configSchema(options), null, 2)}\n`]])
}

export function configSchema(options: readonly Option[]): Schema {
  const root: Tree = {}
  for (const entry of options) {
    const names = entry.name.split('.')
    const last = names.pop() as string
    let at = root
    for (const name of names) at = (at[name] ??= {}) as Tree
    at[last] = optionSchema(entry)
  }
  const scan = map({
    rules: { type: 'array', items: map(RULE, ['id']), maxItems: 500 },
    policy: { type: 'array', items: map(POLICY, ['reason']) },
    verify: map(LIMITS),
  })
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'rekey.yaml', ...map({ ...nested(root), scan }) }
}

interface Tree {
  [name: string]: Tree | Schema
}

/** An option is known by its description; what has none is a level of names. */
function nested(tree: Tree): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [
      name,
      typeof value['description'] === 'string' ? (value as Schema) : map(nested(value as Tree)),
    ]),
  )
}

function optionSchema({ type, choices, about }: Option): Schema {
  const description = about
  switch (type) {
    case 'boolean':
      return { type: 'boolean', description }
    case 'integer':
    case 'port':
      return { type: 'integer', description }
    case 'number':
      return { type: 'number', description }
    case 'duration':
      return { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|h|d)$', description }
    case 'secret':
      return { type: 'string', pattern: '^(env|file):', description }
    case 'string':
    case 'path':
      return choices ? { enum: choices, description } : { type: 'string', description }
  }
}
