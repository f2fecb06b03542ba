/** Reads a JSON object that a token carries in base64 of either alphabet. Works in browsers, too. Pure. */

/** Undefined for anything else. */
export function readBase64Json(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
