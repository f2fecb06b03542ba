/** Says that what is on screen may be old, since when, and when the next attempt comes. */
import { localNow, serverNow } from './clock.ts'
import { runningSpan } from './format.ts'
import { connection, retryLive } from './live.ts'

export function ConnectionNotice() {
  const now = connection.value
  // Reading the clock renders this each second. Not a live region: the room's announcer says it once.
  void serverNow.value
  if (now.state !== 'lost') return null
  const waitMs = now.retryAtMs - localNow()
  return (
    <div class="notice wait">
      <p>
        <strong>Connection lost.</strong> What you see is {runningSpan(localNow() - now.sinceMs)} old.{' '}
        {waitMs > 0 ? `Next attempt in ${Math.ceil(waitMs / 1000)} s.` : 'Trying now…'}
      </p>
      <button type="button" onClick={retryLive}>
        Try now
      </button>
    </div>
  )
}
