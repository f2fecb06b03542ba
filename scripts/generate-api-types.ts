/**
 * The types of the dashboard from the schemas of the server: every schema with a `title` in
 * src/server/api/*schemas.ts becomes an interface in web/src/api.gen.ts. It knows the part of TypeBox
 * that those schemas use and refuses the rest.
 */
import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'

const TARGET = 'web/src/api.gen.ts'
const HEADER = `/**
 * Generated from the schemas of src/server/api by \`npm run generate\`. Do not edit.
 * Times are ISO 8601 strings in UTC, durations are milliseconds.
 */
`
const MAX_WIDTH = 120

export async function generateApiTypes(): Promise<ReadonlyMap<string, string>> {
  const modules: Record<string, unknown>[] = await Promise.all([
    import('../src/server/api/schemas.ts'),
    import('../src/server/api/access-schemas.ts'),
    import('../src/server/api/secret-schemas.ts'),
  ])
  return new Map([[TARGET, apiTypes(modules.flatMap((module) => Object.values(module)).filter(isSchema))]])
}

/** The text of the file for these schemas; those without `title` appear only where they are used. */
export function apiTypes(schemas: readonly TSchema[]): string {
  const named = schemas.filter((schema) => schema.title !== undefined).toSorted((a, b) => compare(nameOf(a), nameOf(b)))
  if (named.length === 0) throw new Error('no schema has a title: there is nothing to generate')
  return [HEADER, ...named.map((schema) => `export interface ${nameOf(schema)} ${members(schema, '')}\n`)].join('\n')
}

function isSchema(value: unknown): value is TSchema {
  return typeof value === 'object' && value !== null && Kind in value
}

const nameOf = (schema: TSchema): string => schema.title as string
const compare = (a: string, b: string): number => (a < b ? -1 : 1)

function typeOf(schema: TSchema, indent: string): string {
  if (schema.title !== undefined) return nameOf(schema)
  const kind = schema[Kind]
  switch (kind) {
    case 'String':
      return 'string'
    case 'Integer':
    case 'Number':
      return 'number'
    case 'Boolean':
      return 'boolean'
    case 'Null':
      return 'null'
    case 'Unknown':
      return 'unknown'
    case 'Literal':
      return typeof schema.const === 'string' ? `'${schema.const}'` : String(schema.const)
    case 'Union':
      return (schema.anyOf as TSchema[]).map((member) => typeOf(member, indent)).join(' | ')
    case 'Record':
      return `Record<string, ${typeOf(Object.values(schema.patternProperties as Record<string, TSchema>)[0] as TSchema, indent)}>`
    case 'Array': {
      const item = typeOf(schema.items as TSchema, indent)
      return (schema.items as TSchema)[Kind] === 'Union' && !(schema.items as TSchema).title
        ? `(${item})[]`
        : `${item}[]`
    }
    case 'Object': {
      const inline = `{ ${fields(schema, indent).join('; ')} }`
      return inline.includes('\n') || indent.length + inline.length > MAX_WIDTH - 30 ? members(schema, indent) : inline
    }
    default:
      throw new Error(`a schema of kind ${kind} has no TypeScript form yet: add it to scripts/generate-api-types.ts`)
  }
}

function fields(schema: TSchema, indent: string): string[] {
  return Object.entries(schema.properties as Record<string, TSchema>).map(([name, property]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
    return `${key}${OptionalKind in property ? '?' : ''}: ${typeOf(property, indent)}`
  })
}

/** An object over several lines. */
function members(schema: TSchema, indent: string): string {
  const inner = `${indent}  `
  return `{\n${fields(schema, inner)
    .map((field) => `${inner}${field}\n`)
    .join('')}${indent}}`
}
