/**
 * The server's time in the browser: the only file here that reads the clock. The offset is measured on
 * each answer that carries `now`, so a wrong clock of the laptop does not bend the countdowns.
 */
import { signal } from '@preact/signals'

let offsetMs = 0

/** Server time in ms, renewed once per second while the page is visible. */
export const serverNow = signal(Date.now())

export function localNow(): number {
  return Date.now()
}

/** The timers of the browser, for what takes timers as an argument. */
export const browserTimers = { now: localNow, after: (ms: number, run: () => void) => void setTimeout(run, ms) }

/** Takes the server's time from an answer that was asked for at `askedAtMs` (local). */
export function setServerTime(now: string, askedAtMs: number): void {
  const answeredAtMs = Date.now()
  offsetMs = Date.parse(now) - (askedAtMs + answeredAtMs) / 2
  serverNow.value = answeredAtMs + offsetMs
}

export function startClock(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') serverNow.value = Date.now() + offsetMs
  }, 1000)
}
