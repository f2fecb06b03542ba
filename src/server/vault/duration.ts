/** Times and durations in Vault's spelling: seconds as a number, or text such as `90`, `1h30m`, `7d`. */
import { bad } from './fault.ts'

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
}
const PART = /(\d+(?:\.\d+)?)(ns|us|ms|s|m|h|d)/g
/** 100 years: beyond it a date is no date. */
const MAX_SECONDS = 3_153_600_000

/** Whole seconds. Throws 400; a negative one is refused. */
export function parseSeconds(value: unknown, what: string): number {
  const seconds = toSeconds(value)
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0 || seconds > MAX_SECONDS) {
    throw bad(`error converting input for field "${what}": not a duration`)
  }
  return Math.floor(seconds)
}

function toSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text === '') return 0
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  const parts = [...text.matchAll(PART)]
  if (!parts.length || parts.map(([part]) => part).join('') !== text) return undefined
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNIT_SECONDS[unit as string] as number), 0)
}

/** As Go prints a duration: `3h25m19s`, `1m0s`, `0s`. */
export function formatSeconds(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = `${seconds % 60}s`
  if (hours) return `${hours}h${minutes}m${rest}`
  return minutes ? `${minutes}m${rest}` : rest
}

/** RFC 3339 with nine digits of a second, as clients of Go's servers expect it. */
export function formatTime(time: Date | null | undefined): string {
  return time ? time.toISOString().replace('Z', '000000Z') : ''
}

export function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000))
}

/** Whole seconds until then, started ones counted: a life that was just given reads as its full length. */
export function secondsLeft(now: Date, until: Date | null): number {
  return until ? Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000)) : 0
}

export function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}
