/** Durations as people write them: `500ms`, `30s`, `10m`, `24h`, `30d`. */
import { defineErrors } from './errors.ts'

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export const durationError = defineErrors({
  DURATION_INVALID: { status: 400, exit: 2, hint: 'Write a number and a unit: 500ms, 30s, 10m, 24h or 30d.' },
})

/** Milliseconds of `text`. Throws DURATION_INVALID. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim())
  if (!match) throw durationError('DURATION_INVALID', `"${text}" is not a duration`)
  return Math.round(Number(match[1]) * (UNIT_MS[match[2] as string] as number))
}

/** The shortest exact-enough form for people: `850 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `-${formatDuration(-ms)}`
  // The limits are where rounding would reach the next form: never "60 s" or "10.0 s".
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_500) return `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`
  const two = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
    small ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 3_600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1_440) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(ms / 3_600_000)
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h')
}
