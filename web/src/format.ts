/**
 * Times and durations in words. All times are shown in UTC, as in the timeline, the notice and the
 * post-mortem, so that what a person reads here can be quoted there. No locale is involved.
 */
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (n: number) => String(n).padStart(2, '0')

/** `23:47:03` */
export function clockTime(time: string | number): string {
  const date = new Date(time)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
}

/** `Sun 15 Mar, 23:47` */
export function dayAndTime(time: string | number): string {
  const date = new Date(time)
  const day = `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
  return `${day}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

/** `12 Mar 2026` */
export function calendarDay(time: string | number): string {
  const date = new Date(time)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** Two units at most, and no zero behind the first: `5 min`, `5 min 2 s`. */
function pair(total: number, per: number, big: string, small: string): string {
  const rest = total % per
  return `${Math.floor(total / per)} ${big}${rest > 0 ? ` ${rest} ${small}` : ''}`
}

/** A measured span: `0.4 s`, `12.3 s`, `2 min 5 s`, `3 h 12 min`, `2 d 4 h`. */
export function span(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return pair(whole, 60, 'min', 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 24 * 60) return pair(minutes, 60, 'h', 'min')
  return pair(Math.round(minutes / 60), 24, 'd', 'h')
}

/** A running span in whole seconds, so that it does not flicker: `41 s`, `2 min 5 s`. */
export function runningSpan(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000)
  return seconds < 60 ? `${seconds} s` : span(seconds * 1000)
}

/** A clock face for countdowns: `71:58:03`, `0:42`. Hours are not folded into days: "72 h" is the law's unit. */
export function clockFace(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

export function millisBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from)
}

/** `41,882` */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 consumer`, `2 consumers` */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`
}

export interface SecretName {
  /** `shop/production/`, or empty. */
  readonly path: string
  readonly key: string
}

export function splitSecretName(name: string): SecretName {
  const cut = name.lastIndexOf('/') + 1
  return { path: name.slice(0, cut), key: name.slice(cut) }
}
