/** Fields of a body as Vault reads them: a list may come as a comma-separated text, a number as a text, and so on. */
import { parseSeconds } from './duration.ts'
import { bad } from './fault.ts'
import { isObject, type Json, type JsonObject } from './json.ts'

export class Fields {
  readonly body: JsonObject

  constructor(body: JsonObject) {
    this.body = body
  }

  has(name: string): boolean {
    return Object.hasOwn(this.body, name) && this.body[name] !== null
  }

  /** Undefined when it was not sent. Throws 400 for another shape. */
  text(name: string): string | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw wrong(name, 'string')
  }

  /** Throws 400 when it is missing or empty. */
  needText(name: string, message = `missing ${name}`): string {
    const text = this.text(name)
    if (!text) throw bad(message)
    return text
  }

  seconds(name: string): number | undefined {
    const value = this.value(name)
    return value === undefined ? undefined : parseSeconds(value, name)
  }

  integer(name: string): number | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw wrong(name, 'integer')
    return number
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    if (typeof value === 'boolean') return value
    if (value === 'true' || value === '1' || value === 1) return true
    if (value === 'false' || value === '0' || value === 0 || value === '') return false
    throw wrong(name, 'boolean')
  }

  list(name: string): string[] | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    if (Array.isArray(value)) return value.map((one: Json) => scalar(name, one))
    return scalar(name, value)
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
  }

  /** Texts by name: an object, or `a=b` texts. */
  map(name: string): Record<string, string> | undefined {
    const value = this.value(name)
    if (value === undefined || value === '') return undefined
    // The CLI sends a map of an AppRole as JSON in a text.
    const parsed = typeof value === 'string' ? tryJson(value) : value
    if (isObject(parsed)) return Object.fromEntries(Object.entries(parsed).map(([key, v]) => [key, scalar(name, v)]))
    const parts = this.list(name) ?? []
    if (!parts.every((part) => part.includes('='))) throw wrong(name, 'map')
    return Object.fromEntries(
      parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
    )
  }

  object(name: string): JsonObject | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    if (!isObject(value)) throw wrong(name, 'map')
    return value
  }

  private value(name: string): Json | undefined {
    const value = Object.hasOwn(this.body, name) ? this.body[name] : undefined
    return value === null ? undefined : value
  }
}

function scalar(name: string, value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw wrong(name, 'string')
}

function tryJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function wrong(name: string, kind: string): Error {
  return bad(`Field validation failed: error converting input for field "${name}": expected a ${kind}`)
}
