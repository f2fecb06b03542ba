/** Entries of the journal, the newest first, in pages. It shows what is written there and nothing more. */
import { useEffect, useState } from 'preact/hooks'
import type { JournalEntry, JournalPage } from '../api.gen.ts'
import { ApiFailure, getJson } from '../api.ts'
import { Failure } from '../failure.tsx'
import { dayAndTime } from '../format.ts'
import { identity } from '../session.ts'

const PAGE = 50

function detailText(detail: JournalEntry['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

function Row({ entry, isOfOneSubject }: { readonly entry: JournalEntry; readonly isOfOneSubject: boolean }) {
  return (
    <tr>
      <td class="number muted">{entry.seq}</td>
      <td>{dayAndTime(entry.at)}</td>
      <td>{entry.actor}</td>
      <th scope="row">{entry.action}</th>
      <td class="detail">
        {!isOfOneSubject && <>{entry.subject} </>}
        <span class="muted">{detailText(entry.detail)}</span>
      </td>
      <td class="hash muted" title={entry.hash}>
        {entry.hash.slice(0, 8)}
      </td>
    </tr>
  )
}

interface JournalRowsProps {
  /** Only what was done to this one. */
  readonly subject?: string
  readonly title: string
}

export function JournalRows({ subject, title }: JournalRowsProps) {
  const [entries, setEntries] = useState<readonly JournalEntry[] | undefined>()
  const [hasMore, setHasMore] = useState(false)
  const [failure, setFailure] = useState<ApiFailure | undefined>()

  const load = async (before?: number): Promise<void> => {
    const query = new URLSearchParams({ newest: 'true', limit: String(PAGE) })
    if (subject !== undefined) query.set('subject', subject)
    if (before !== undefined) query.set('before', String(before))
    try {
      const page = await getJson<JournalPage>(`/api/journal?${query}`)
      setEntries((known) => (before === undefined ? page.entries : [...(known ?? []), ...page.entries]))
      setHasMore(page.entries.length === PAGE)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      if (error.status === 401) identity.value = null
      else setFailure(error)
    }
  }
  useEffect(() => void load(), [subject])

  // On the page of a secret it is one part among others: who may not see it is not bothered.
  if (subject !== undefined && failure?.status === 403) return null
  const last = entries?.at(-1)
  return (
    <section aria-labelledby="journal">
      <h2 id="journal">{title}</h2>
      <Failure of={failure} />
      {entries && (
        <div class="wide-table" role="region" aria-label="Table of entries" tabIndex={0}>
          <table class="rows journal-rows">
            <thead>
              <tr>
                <th scope="col" class="number">
                  No.
                </th>
                <th scope="col">Time, UTC</th>
                <th scope="col">Who</th>
                <th scope="col">Action</th>
                <th scope="col">On what</th>
                <th scope="col">Hash</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Row key={entry.seq} entry={entry} isOfOneSubject={subject !== undefined} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasMore && last && (
        <button type="button" onClick={() => void load(last.seq)}>
          Show older ones
        </button>
      )}
    </section>
  )
}
