/** Lines on stderr in the form of gitleaks' log: time, level, message, fields. */
import { systemClock } from '../../base/clock.ts'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
type Level = (typeof LEVELS)[number]

const SHORT: Readonly<Record<Level, string>> = {
  trace: 'TRC',
  debug: 'DBG',
  info: 'INF',
  warn: 'WRN',
  error: 'ERR',
  fatal: 'FTL',
}

export type Log = (level: Level, message: string, fields?: Readonly<Record<string, string>>) => void

/** `least` is a level's name, in any case. */
export function createLog(stderr: NodeJS.WritableStream, least: string): Log {
  const wanted = least.toLowerCase() === 'err' ? 'error' : least.toLowerCase()
  const from = isLevel(wanted) ? LEVELS.indexOf(wanted) : LEVELS.indexOf('info')
  const log: Log = (level, message, fields = {}) => {
    if (LEVELS.indexOf(level) < from) return
    const now = systemClock.now()
    const time = `${now.getHours() % 12 || 12}:${String(now.getMinutes()).padStart(2, '0')}${now.getHours() < 12 ? 'AM' : 'PM'}`
    const parts = Object.entries(fields).map(([name, value]) => `${name}=${quoted(value)}`)
    stderr.write(`${[time, SHORT[level], message, ...parts].filter((part) => part !== '').join(' ')}\n`)
  }
  if (!isLevel(wanted)) log('warn', `unknown log level: ${least}`)
  return log
}

function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text)
}

/** In quotes where a blank, a quote or a sign that is not printed stands in it. */
function quoted(value: string): string {
  return /^[!#-[\]-~]*$/.test(value) ? value : JSON.stringify(value)
}
