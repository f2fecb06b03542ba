/** When a time limit ends. Pure calendar arithmetic in UTC; no holiday calendar, no local time but a rule's own. */
import type { TimeLimit } from './notification-rule.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Undefined when the limit is words only ("without undue delay"). */
export function dueTime(start: Date, limit: TimeLimit): Date | undefined {
  if ('hours' in limit) return new Date(start.getTime() + limit.hours * HOUR_MS)
  if ('days' in limit) return new Date(start.getTime() + limit.days * DAY_MS)
  if ('months' in limit) return addMonths(start, limit.months)
  if ('businessDays' in limit) return addBusinessDays(start, limit.businessDays)
  if ('daysFromNextDay' in limit) return endOfDay(start, limit.daysFromNextDay, limit.utcOffsetHours)
  return undefined
}

/** The same day of a later month, or that month's last day: one month after 31 January is 28 February. */
function addMonths(start: Date, months: number): Date {
  const end = new Date(start)
  end.setUTCMonth(start.getUTCMonth() + months, 1)
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  end.setUTCDate(Math.min(start.getUTCDate(), lastDay))
  return end
}

/** The start day is not counted; a start on a weekend makes Monday day 1. Keeps the time of day. */
function addBusinessDays(start: Date, days: number): Date {
  const end = new Date(start)
  for (let counted = 0; counted < days;) {
    end.setUTCDate(end.getUTCDate() + 1)
    if (end.getUTCDay() !== 0 && end.getUTCDay() !== 6) counted += 1
  }
  return end
}

/** Midnight that ends the last of `days` calendar days at the place, the day after `start` being the first. */
function endOfDay(start: Date, days: number, utcOffsetHours: number): Date {
  const localMs = start.getTime() + utcOffsetHours * HOUR_MS
  return new Date((Math.floor(localMs / DAY_MS) + 1 + days) * DAY_MS - utcOffsetHours * HOUR_MS)
}
