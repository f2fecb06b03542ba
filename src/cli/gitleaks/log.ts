/** Lines on stderr in the form of gitleaks' log: time, level, message. */
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

export type Log = (level: Level, message: string) => void

export function createLog(stderr: NodeJS.WritableStream, least: string): Log {
  const wanted = least.toLowerCase() === 'err' ? 'error' : least.toLowerCase()
  const from = Math.max(LEVELS.indexOf((wanted || 'info') as Level), wanted === '' || isLevel(wanted) ? 0 : 2)
  const log: Log = (level, message) => {
    if (LEVELS.indexOf(level) < from) return
    const now = systemClock.now()
    const time = `${now.getHours() % 12 || 12}:${String(now.getMinutes()).padStart(2, '0')}${now.getHours() < 12 ? 'AM' : 'PM'}`
    stderr.write(`${time} ${SHORT[level]} ${message}\n`)
  }
  if (wanted !== '' && !isLevel(wanted)) log('warn', `unknown log level: ${least}`)
  return log
}

function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text)
}
