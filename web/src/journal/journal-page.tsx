/** The journal, and the proof that it is whole: the server walks the chain and says what it found. */
import { useEffect, useState } from 'preact/hooks'
import type { JournalCheck } from '../api.gen.ts'
import { ApiFailure, getJson } from '../api.ts'
import { Failure } from '../failure.tsx'
import { count } from '../format.ts'
import { Mark } from '../mark.tsx'
import { JournalRows } from './journal-rows.tsx'

function Proof() {
  const [check, setCheck] = useState<JournalCheck | undefined>()
  const [failure, setFailure] = useState<ApiFailure | undefined>()
  const [isRunning, setRunning] = useState(false)
  const verify = async (): Promise<void> => {
    setRunning(true)
    try {
      setCheck(await getJson<JournalCheck>('/api/journal/verify'))
      setFailure(undefined)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error)
    } finally {
      setRunning(false)
    }
  }
  return (
    <div class="proof">
      <button type="button" disabled={isRunning} onClick={() => void verify()}>
        {isRunning ? 'Verifying' : 'Verify the chain'}
      </button>
      <span role="status">
        {check?.ok && (
          <>
            <Mark tone="ok" glyph="✓" text={`Whole: ${count(check.entries, 'entry', 'entries')}`} />{' '}
            <span class="muted">
              head {check.head.seq}, <code>{check.head.hash.slice(0, 16)}</code>
            </span>
          </>
        )}
        {check && !check.ok && <Mark tone="old" glyph="▲" text={`Broken: ${check.problem ?? 'it does not add up'}`} />}
      </span>
      <Failure of={failure} />
    </div>
  )
}

export function JournalPage() {
  useEffect(() => {
    document.title = 'Journal · Rekey'
  }, [])
  return (
    <main id="main" class="page" tabIndex={-1}>
      <h1>Journal</h1>
      <p class="lead">
        All that was done, each entry chained to the one before by its hash. It never holds a value.{' '}
        <a href="/api/journal/export" download="journal.ndjson">
          Export
        </a>
      </p>
      <Proof />
      <JournalRows title="Entries" />
    </main>
  )
}
