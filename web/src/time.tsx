/** Times on screen. The components that tick read the server's clock themselves, so only they render again. */
import { serverNow } from './clock.ts'
import { calendarDay, clockFace, clockTime, runningSpan, span } from './format.ts'

export function Time({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={`${calendarDay(at)}, ${clockTime(at)} UTC`}>
      {clockTime(at)}
    </time>
  )
}

/** A measured span once it has ended, a running one until then. */
export function Elapsed({ from, to }: { readonly from: string; readonly to: string | null }) {
  if (to) return <>{span(Date.parse(to) - Date.parse(from))}</>
  return <>{runningSpan(serverNow.value - Date.parse(from))}</>
}

/** `just now`, `12 s ago` */
export function Ago({ at }: { readonly at: string }) {
  const ageMs = serverNow.value - Date.parse(at)
  return <>{ageMs < 2000 ? 'just now' : `${runningSpan(ageMs)} ago`}</>
}

/** A clock face that runs up from a time until it ended. */
export function Stopwatch({ from, to }: { readonly from: string; readonly to: string | null }) {
  return <>{clockFace((to ? Date.parse(to) : serverNow.value) - Date.parse(from))}</>
}

/** A clock face that runs down to a time, then up again behind a minus sign. */
export function Countdown({ to }: { readonly to: string }) {
  const leftMs = Date.parse(to) - serverNow.value
  return <>{leftMs >= 0 ? clockFace(leftMs) : `−${clockFace(-leftMs)}`}</>
}
