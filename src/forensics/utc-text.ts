/** A time as sentences give it: `2026-03-12 23:44:41`, always UTC, without fractions. */
export function utcText(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ')
}
