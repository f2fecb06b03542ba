/**
 * When a rotation is due next: `rate(N hours|days)`, AWS's six-field `cron()`, or every N days. Pure, in UTC. As on
 * AWS nothing is due more often than every four hours.
 */
import { invalidParameter } from '../aws-error.ts'

export interface RotationRules {
  readonly AutomaticallyAfterDays?: number
  readonly Duration?: string
  readonly ScheduleExpression?: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MIN_HOURS = 4

/** Throws InvalidParameterException for rules that are none. */
export function checkRules(rules: RotationRules): void {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression, Duration: duration } = rules
  if (days !== undefined && expression !== undefined) {
    throw invalidParameter("You can't specify both AutomaticallyAfterDays and ScheduleExpression in RotationRules.")
  }
  if (days !== undefined && (days < 1 || days > 1000))
    throw invalidParameter('RotationRules.AutomaticallyAfterDays must be within 1-1000.')
  if (duration !== undefined && !(Number(duration.slice(0, -1)) >= 1 && Number(duration.slice(0, -1)) <= 24))
    throw invalidParameter('RotationRules.Duration must be between 1h and 24h.')
  if (expression !== undefined) parseExpression(expression)
}

/** When the next window opens, after `last`. Undefined when there is no schedule. */
export function nextRotation(rules: RotationRules | undefined, last: Date): Date | undefined {
  if (rules?.ScheduleExpression !== undefined) return parseExpression(rules.ScheduleExpression)(last)
  const days = rules?.AutomaticallyAfterDays
  return days === undefined ? undefined : endOfDay(new Date(last.getTime() + days * DAY_MS))
}

/** AWS rotates "within" the day: the last moment of it is what it answers. */
function endOfDay(date: Date): Date {
  return new Date(Math.floor(date.getTime() / DAY_MS) * DAY_MS + DAY_MS - 1_000)
}

function parseExpression(expression: string): (last: Date) => Date {
  const rate = /^rate\((\d{1,4}) (hours?|days?)\)$/.exec(expression)
  if (rate) return parseRate(Number(rate[1]), rate[2] as string)
  const cron = /^cron\(([^()]+)\)$/.exec(expression)
  if (cron) return parseCron((cron[1] as string).trim().split(/\s+/))
  throw invalidSchedule('it is neither rate(...) nor cron(...)')
}

const invalidSchedule = (why: string): Error => invalidParameter(`Invalid ScheduleExpression in RotationRules: ${why}.`)

function parseRate(count: number, unit: string): (last: Date) => Date {
  const isDays = unit.startsWith('day')
  if (count < 1 || (!isDays && count < MIN_HOURS)) throw invalidSchedule(`the least is rate(${MIN_HOURS} hours)`)
  if (count > (isDays ? 1000 : 24_000)) throw invalidSchedule('the rate is too long')
  return (last) => new Date(last.getTime() + count * (isDays ? DAY_MS : HOUR_MS))
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ')
/** How far ahead a day is looked for: a leap day comes within eight years. */
const MAX_DAYS = 9 * 366

type DayTest = (date: Date) => boolean

/** minutes, hours, day of month, month, day of week, year. AWS takes minute 0 only, and one of the days is `?`. */
function parseCron(fields: readonly string[]): (last: Date) => Date {
  if (fields.length !== 6) throw invalidSchedule('cron has six fields')
  const [minutes, hours, dayOfMonth, month, weekday, year] = fields as [string, string, string, string, string, string]
  if (minutes !== '0') throw invalidSchedule('the minutes must be 0')
  if ((dayOfMonth === '?') === (weekday === '?')) throw invalidSchedule('exactly one of day and weekday must be ?')
  const hourSet = parseField(hours, { min: 0, max: 23 })
  checkHours(hourSet)
  const months = parseField(month, { min: 1, max: 12, names: MONTHS })
  const years = parseField(year, { min: 1970, max: 2199 })
  const isDay = weekday === '?' ? parseDayOfMonth(dayOfMonth) : parseWeekday(weekday)
  return (last) => {
    const first = Math.floor(last.getTime() / DAY_MS)
    for (let day = first; day < first + MAX_DAYS; day++) {
      const date = new Date(day * DAY_MS)
      if (!years.has(date.getUTCFullYear()) || !months.has(date.getUTCMonth() + 1) || !isDay(date)) continue
      for (const hour of hourSet) {
        const at = day * DAY_MS + hour * HOUR_MS
        if (at > last.getTime()) return new Date(at)
      }
    }
    throw invalidSchedule('it names no day to come')
  }
}

function checkHours(hours: ReadonlySet<number>): void {
  const sorted = [...hours].toSorted((a, b) => a - b)
  const tooClose = sorted.some((hour, i) => i > 0 && hour - (sorted[i - 1] as number) < MIN_HOURS)
  if (tooClose) throw invalidSchedule(`a secret rotates at most every ${MIN_HOURS} hours`)
}

/** `*`, `5`, `1-5`, `MON-FRI`, `1,15`, `0/8`, each also in a list. Sorted. */
function parseField(field: string, range: { min: number; max: number; names?: readonly string[] }): Set<number> {
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? []
    if (from === undefined || (from === '*' && to !== undefined))
      throw invalidSchedule(`"${part}" is no part of a field`)
    const first = from === '*' ? range.min : parseNumber(from, range)
    const isOpen = from === '*' || (step !== undefined && to === undefined)
    const last = isOpen ? range.max : to === undefined ? first : parseNumber(to, range)
    const by = step === undefined ? 1 : Number(step)
    if (by < 1 || last < first) throw invalidSchedule(`"${part}" is no range`)
    for (let value = first; value <= last; value += by) found.add(value)
  }
  return new Set([...found].toSorted((a, b) => a - b))
}

function parseNumber(
  text: string,
  { min, max, names }: { min: number; max: number; names?: readonly string[] },
): number {
  const named = names?.indexOf(text.toUpperCase()) ?? -1
  const value = named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : NaN
  if (!(value >= min && value <= max)) throw invalidSchedule(`"${text}" is out of range`)
  return value
}

const daysInMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

/** `L` is the last day. */
function parseDayOfMonth(field: string): DayTest {
  if (field === 'L') return (date) => date.getUTCDate() === daysInMonth(date)
  const days = parseField(field, { min: 1, max: 31 })
  return (date) => days.has(date.getUTCDate())
}

/** 1 is Sunday. `TUE#2` is the second Tuesday, `6L` the last Friday of a month. */
function parseWeekday(field: string): DayTest {
  const range = { min: 1, max: 7, names: WEEKDAYS }
  const [, nthDay, nth] = /^(\w+)#([1-5])$/.exec(field) ?? []
  if (nthDay && nth) {
    const day = parseNumber(nthDay, range) - 1
    return (date) => date.getUTCDay() === day && Math.ceil(date.getUTCDate() / 7) === Number(nth)
  }
  const lastDay = /^(\w+)L$/.exec(field)?.[1]
  if (lastDay) {
    const day = parseNumber(lastDay, range) - 1
    return (date) => date.getUTCDay() === day && date.getUTCDate() + 7 > daysInMonth(date)
  }
  const days = parseField(field, range)
  return (date) => days.has(date.getUTCDay() + 1)
}
