/**
 * Bodies of requests: JSON objects within limits of depth, keys and length, checked before anything looks at
 * them. Keys that JavaScript gives a meaning to are refused, so that no later merge can be misled.
 */
import { bad, VaultFault } from './fault.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

const MAX_DEPTH = 40
const MAX_MEMBERS = 10_000
const MAX_KEY_BYTES = 1_024
const MEANINGFUL: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Throws 400 or 413. An empty text is an empty object. */
export function parseBody(text: string): JsonObject {
  if (text.trim() === '') return {}
  refuseDeep(text)
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    // The parser's own text quotes the body.
    throw bad('failed to parse JSON input: the body is no JSON')
  }
  if (!isObject(value)) throw bad('failed to parse JSON input: the body is no JSON object')
  check(value)
  return value
}

/** Before the parser, which recurses: a body of brackets only must not reach it. */
function refuseDeep(text: string): void {
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inText) {
      if (code === 92) i++
      else if (code === 34) inText = false
    } else if (code === 34) inText = true
    else if (code === 123 || code === 91) {
      if (++depth > MAX_DEPTH) throw new VaultFault(400, `JSON input exceeds the maximum depth of ${MAX_DEPTH}`)
    } else if (code === 125 || code === 93) depth--
  }
}

function check(root: Json): void {
  let members = 0
  const waiting: Json[] = [root]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value === null || typeof value !== 'object') continue
    const entries = Array.isArray(value) ? value.map((one: Json) => ['', one] as const) : Object.entries(value)
    members += entries.length
    if (members > MAX_MEMBERS) throw new VaultFault(413, `JSON input has more than ${MAX_MEMBERS} members`)
    for (const [key, inner] of entries) {
      if (key.length > MAX_KEY_BYTES) throw bad(`a key of the JSON input is longer than ${MAX_KEY_BYTES} bytes`)
      if (MEANINGFUL.has(key)) throw bad(`"${key}" is not allowed as a key`)
      if (/\p{Surrogate}|\0/u.test(key)) throw bad('a key of the JSON input holds NUL or half a character')
      waiting.push(inner)
    }
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** RFC 7396: `null` removes, objects merge, all else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const merged: Record<string, Json> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], value)
  }
  return merged
}
