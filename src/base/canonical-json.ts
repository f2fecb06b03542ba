/**
 * One text for one value: object keys sorted, no white space, dates as ISO 8601.
 * Hashes and signatures are taken over this text, so two writers agree on it.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value ?? null))
}

/** A copy with the keys in order, as `JSON.stringify` would see it: `toJSON` is asked, and what it leaves out is gone. */
function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  const { toJSON } = value as { toJSON?: (key: string) => unknown }
  if (typeof toJSON === 'function') return sortKeys(toJSON.call(value, ''))
  if (Array.isArray(value)) return value.map(sortKeys)
  const sorted: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) {
    // An own key, whatever it is called.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: 0, enumerable: true, writable: true })
    sorted[key] = sortKeys((value as Record<string, unknown>)[key])
  }
  return sorted
}
