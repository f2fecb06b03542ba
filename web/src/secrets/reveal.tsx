/**
 * Shows a value on request, for half a minute. The server writes each look into the journal before it answers. The
 * value lives in this component only: hidden again, it is gone from the page, and so it is when the page is left.
 */
import { useEffect, useState } from 'preact/hooks'
import { ApiFailure, getJson } from '../api.ts'
import { localNow } from '../clock.ts'
import { Failure } from '../failure.tsx'
import { apiPath } from './secret-path.ts'

export const SHOWN_MS = 30_000

interface Shown {
  readonly value: string
  readonly version: number
  readonly untilMs: number
}

function secondsLeft({ untilMs }: Shown): number {
  return Math.max(0, Math.ceil((untilMs - localNow()) / 1_000))
}

export function Reveal({ name }: { readonly name: string }) {
  const [shown, setShown] = useState<Shown | undefined>()
  const [left, setLeft] = useState(0)
  const [failure, setFailure] = useState<ApiFailure | undefined>()
  const hide = () => setShown(undefined)

  useEffect(hide, [name])
  useEffect(() => {
    if (!shown) return
    const tick = setInterval(() => {
      setLeft(secondsLeft(shown))
      if (secondsLeft(shown) === 0) hide()
    }, 250)
    // Whoever turns to another tab does not watch this one.
    const hideUnseen = () => document.visibilityState === 'hidden' && hide()
    document.addEventListener('visibilitychange', hideUnseen)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', hideUnseen)
    }
  }, [shown])

  const show = async (): Promise<void> => {
    try {
      const answer = await getJson<{ value: string; version: number }>(apiPath('values', name))
      setLeft(SHOWN_MS / 1_000)
      setShown({ ...answer, untilMs: localNow() + SHOWN_MS })
      setFailure(undefined)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error)
    }
  }

  return (
    <div class="reveal">
      <Failure of={failure} />
      {shown ? (
        <>
          <pre class="revealed" aria-label={`Value of version ${shown.version}`} tabIndex={0}>
            {shown.value}
          </pre>
          <p class="reveal-tools">
            <button type="button" onClick={() => void navigator.clipboard.writeText(shown.value)}>
              Copy
            </button>
            <button type="button" onClick={hide}>
              Hide
            </button>
            <span class="muted">hidden in {left} s</span>
          </p>
        </>
      ) : (
        <p class="reveal-tools">
          <button type="button" onClick={() => void show()}>
            Reveal current value
          </button>
          <span class="muted">for 30 seconds; the journal records who looked</span>
        </p>
      )}
    </div>
  )
}
