/** How the documents write times, durations and amounts. Times are UTC and say so; nothing is rounded down. */

/** `2026-03-12`. */
export const formatDay = (at: Date): string => at.toISOString().slice(0, 10)

/** `2026-03-12 23:42 UTC`. */
export const formatTime = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** `2026-03-12 23:42:07 UTC`, for proof. */
export const formatSecond = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** `42 minutes`, `2 hours and 5 minutes`. Rounds up: a draft must not understate. */
export function spellDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  if (seconds < 60) return amount(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return amount(minutes, 'minute')
  if (minutes < 2_880) return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  const hours = Math.ceil(minutes / 60)
  return pair(Math.floor(hours / 24), 'day', hours % 24, 'hour')
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small ? `${amount(big, bigUnit)} and ${amount(small, smallUnit)}` : amount(big, bigUnit)
}

/** `1 request`, `3,900 requests`. */
export const amount = (count: number, noun: string): string => `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`

export const formatNumber = (count: number): string => count.toLocaleString('en-US')

/** `99.9 %`. Rounds down, so that only complete coverage reads 100 %. */
export const formatShare = (share: number): string => `${Math.floor(Math.min(1, Math.max(0, share)) * 1_000) / 10} %`

/** `a`, `a and b`, `a, b and c`. */
export function sentenceList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
