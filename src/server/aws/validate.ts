/**
 * Requests against the constraints of AWS's service model. A check either returns the typed value or notes a
 * problem in the words of AWS; the value of a sensitive member never stands in them. Members that the model does
 * not know are passed over, as AWS does, and null means absent.
 */
import { AwsError } from './aws-error.ts'

export interface Check<T> {
  readonly read: (value: unknown, path: string, problems: string[]) => T
}

export type Infer<C> = C extends Check<infer T> ? T : never

interface TextRules {
  readonly min?: number
  readonly max?: number
  readonly pattern?: RegExp
  readonly oneOf?: readonly string[]
  /** How AWS lists them, where its text is older than its model. */
  readonly listed?: string
  readonly sensitive?: boolean
}

const UNREADABLE = Symbol('unreadable')

function wrongType(expected: string, value: unknown): never {
  const kind = Array.isArray(value) ? 'START_ARRAY' : (typeof value).toUpperCase()
  throw new AwsError('SerializationException', `${kind}_VALUE can not be converted to ${expected}`)
}

function note(problems: string[], path: string, shown: string, constraint: string): void {
  problems.push(`Value${shown} at '${path}' failed to satisfy constraint: Member must ${constraint}`)
}

export function text<const T extends string = string>(
  rules: TextRules & { readonly oneOf?: readonly T[] } = {},
): Check<T> {
  return {
    read(value, path, problems) {
      if (typeof value !== 'string') return wrongType('a String', value)
      const shown = rules.sensitive ? '' : ` '${value.slice(0, 200)}'`
      const { length } = value
      if (rules.min !== undefined && length < rules.min)
        note(problems, path, shown, `have length greater than or equal to ${rules.min}`)
      if (rules.max !== undefined && length > rules.max)
        note(problems, path, shown, `have length less than or equal to ${rules.max}`)
      else if (rules.pattern && !rules.pattern.test(value))
        note(problems, path, shown, `satisfy regular expression pattern: ${rules.pattern.source}`)
      if (rules.oneOf && !(rules.oneOf as readonly string[]).includes(value))
        note(problems, path, shown, `satisfy enum value set: [${rules.listed ?? rules.oneOf.join(', ')}]`)
      return value as T
    },
  }
}

export const flag: Check<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : wrongType('a Boolean', value)),
}

export function integer(rules: { readonly min?: number; readonly max?: number } = {}): Check<number> {
  return {
    read(value, path, problems) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return wrongType('an Integer', value)
      if (rules.min !== undefined && value < rules.min)
        note(problems, path, ` '${value}'`, `have value greater than or equal to ${rules.min}`)
      if (rules.max !== undefined && value > rules.max)
        note(problems, path, ` '${value}'`, `have value less than or equal to ${rules.max}`)
      return value
    },
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/

/** Bytes, base64 in JSON. */
export function blob(rules: { readonly min: number; readonly max: number }): Check<Buffer> {
  return {
    read(value, path, problems) {
      if (typeof value !== 'string' || !BASE64.test(value)) return wrongType('a blob', UNREADABLE)
      const bytes = Buffer.from(value, 'base64')
      if (bytes.length < rules.min) note(problems, path, '', `have length greater than or equal to ${rules.min}`)
      if (bytes.length > rules.max) note(problems, path, '', `have length less than or equal to ${rules.max}`)
      return bytes
    },
  }
}

export function list<T>(member: Check<T>, rules: { readonly min?: number; readonly max?: number } = {}): Check<T[]> {
  return {
    read(value, path, problems) {
      if (!Array.isArray(value)) return wrongType('a list', value)
      if (rules.min !== undefined && value.length < rules.min)
        note(problems, path, ` '[]'`, `have length greater than or equal to ${rules.min}`)
      if (rules.max !== undefined && value.length > rules.max) {
        note(problems, path, '', `have length less than or equal to ${rules.max}`)
        return []
      }
      return value.map((one, i) => member.read(one, `${path}.${i + 1}.member`, problems))
    },
  }
}

type Members = Readonly<Record<string, Check<unknown>>>
export type Struct<R extends Members, O extends Members> = { readonly [K in keyof R]: Infer<R[K]> } & {
  readonly [K in keyof O]?: Infer<O[K]>
}

/** Only the members that are named here are read: no name of a request reaches anything else. */
export function struct<const R extends Members, const O extends Members>(
  required: R,
  optional: O,
): Check<Struct<R, O>> {
  const members = [
    ...Object.entries(required).map(([name, check]) => ({ name, check, isRequired: true })),
    ...Object.entries(optional).map(([name, check]) => ({ name, check, isRequired: false })),
  ].map((member) => ({ ...member, key: member.name.charAt(0).toLowerCase() + member.name.slice(1) }))
  return {
    read(value, path, problems) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrongType('a structure', value)
      const found: Record<string, unknown> = {}
      for (const { name, key, check, isRequired } of members) {
        const at = path ? `${path}.${key}` : key
        const given = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
        if (given !== undefined && given !== null) found[name] = check.read(given, at, problems)
        else if (isRequired) note(problems, at, ' null', 'not be null')
      }
      return found as Struct<R, O>
    },
  }
}

/** Throws ValidationException with every problem that was found. */
export function readRequest<T>(check: Check<T>, body: unknown): T {
  const problems: string[] = []
  const value = check.read(body, '', problems)
  if (!problems.length) return value
  const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected: `
  throw new AwsError('ValidationException', count + problems.join('; '))
}
