/** What happened, newest first. The number behind a line is its journal entry: the proof. */
import { useState } from 'preact/hooks'
import type { TimelineEntry } from '../api.gen.ts'
import { ApiFailure, getJson } from '../api.ts'
import { count } from '../format.ts'
import { act } from '../room-store.ts'
import { Time } from '../time.tsx'

const SHOWN = 14

function NoteForm({ incidentId }: { readonly incidentId: string }) {
  const [text, setText] = useState('')
  const submit = async (event: Event) => {
    event.preventDefault()
    if (text.trim() && (await act(`/api/incidents/${incidentId}/notes`, { text: text.trim() }))) setText('')
  }
  return (
    <form class="note-form" onSubmit={(event) => void submit(event)}>
      <label class="visually-hidden" for="note">
        Note for the timeline
      </label>
      <input
        id="note"
        autocomplete="off"
        placeholder="What did you see or decide?"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit">Add note</button>
    </form>
  )
}

interface JournalState {
  readonly ok: boolean
  readonly entries: number
  readonly head: string
}

function VerifyJournal() {
  const [answer, setAnswer] = useState<string | undefined>()
  const verify = async () => {
    setAnswer('verifying…')
    try {
      const { ok, entries, head } = await getJson<JournalState>('/api/journal/verify')
      setAnswer(
        ok ? `${count(entries, 'entry', 'entries')} verified, head ${head.slice(0, 12)}` : 'THE JOURNAL IS BROKEN',
      )
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setAnswer(`${error.message} ${error.hint}`)
    }
  }
  return (
    <p class="journal">
      <button type="button" class="link" onClick={() => void verify()}>
        Verify the journal
      </button>{' '}
      <span role="status" class="muted">
        {answer}
      </span>
    </p>
  )
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  return (
    <li class="entry" data-kind={entry.kind}>
      <Time at={entry.at} />
      <span class="entry-text">
        {entry.text}
        <span class="entry-by">
          {entry.actor}
          {entry.seq === null ? ', by hand' : <span title="Journal entry">, journal #{entry.seq}</span>}
        </span>
      </span>
    </li>
  )
}

export function Timeline({ incidentId, entries }: { readonly incidentId: string; readonly entries: TimelineEntry[] }) {
  const [all, setAll] = useState(false)
  // Newest first; lines of the same instant keep the journal's order.
  const sorted = entries.toSorted((a, b) => b.at.localeCompare(a.at) || (b.seq ?? 0) - (a.seq ?? 0))
  return (
    <section class="timeline" aria-labelledby="timeline">
      <header class="section-head">
        <h2 id="timeline">Timeline</h2>
        <span class="muted">times in UTC</span>
      </header>
      <NoteForm incidentId={incidentId} />
      <ol reversed>
        {sorted.slice(0, all ? undefined : SHOWN).map((entry) => (
          <Entry key={`${entry.seq ?? entry.at} ${entry.text}`} entry={entry} />
        ))}
      </ol>
      {sorted.length > SHOWN && !all && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          Show all {sorted.length}
        </button>
      )}
      <VerifyJournal />
    </section>
  )
}
