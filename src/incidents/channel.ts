/** The name of the room in which an incident is talked about. Pure: opening it is somebody else's work. */

/** Slack's limit, the smallest of the chat systems; the `#` is not part of the name there. */
const MAX_CHARACTERS = 80

/** `#incident-2026-03-12-stripe-leak`. The date is that of `at` in UTC, so that all offices write the same name. */
export function channelName(at: Date, provider: string): string {
  const head = `incident-${at.toISOString().slice(0, 10)}-`
  const tail = '-leak'
  const slug = provider
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .slice(0, MAX_CHARACTERS - head.length - tail.length)
    .replaceAll(/^-+|-+$/g, '')
  return `#${head}${slug || 'key'}${tail}`
}
