/** The incident room: everything about one incident on one page, most urgent first. */
import { useEffect } from 'preact/hooks'
import type { IncidentRoom } from '../api.gen.ts'
import { ConnectionNotice } from '../connection-notice.tsx'
import { connection } from '../live.ts'
import { actionFailure, announcement, followRoom, room, roomFailure } from '../room-store.ts'
import { Checklist } from './checklist.tsx'
import { Clocks } from './clocks.tsx'
import { ConsumerGraph } from './consumer-graph.tsx'
import { Investigation } from './investigation.tsx'
import { Leaks } from './leaks.tsx'
import { RoomHeader } from './room-header.tsx'
import { RotationSection } from './rotation-section.tsx'
import { Timeline } from './timeline.tsx'

function ActionFailure() {
  const failure = actionFailure.value
  return (
    <div role="alert">
      {failure && (
        <div class="notice old">
          <p>
            <strong>{failure.message}</strong> {failure.hint}
          </p>
          <button type="button" onClick={() => (actionFailure.value = undefined)}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  )
}

function Room({ view }: { readonly view: IncidentRoom }) {
  return (
    <>
      <RoomHeader view={view} />
      <Clocks incident={view.incident} clocks={view.clocks} />
      <div class="columns">
        <div class="rotations">
          {view.rotations.map((rotation) => (
            <RotationSection key={rotation.id} rotation={rotation} view={view} />
          ))}
          {view.rotations.length === 0 && (
            <section>
              <h2>Rotation</h2>
              <p class="muted">None of the leaked keys is being rotated. Start one at the leak below.</p>
            </section>
          )}
        </div>
        <div class="side">
          <Checklist incidentId={view.incident.id} tasks={view.tasks} />
          <Timeline incidentId={view.incident.id} entries={view.timeline} />
        </div>
        <div class="rest">
          <Investigation verdict={view.verdict} />
          <Leaks leaks={view.leaks} />
          <ConsumerGraph view={view} />
        </div>
      </div>
    </>
  )
}

export function RoomPage({ params }: { readonly params?: { readonly id?: string } }) {
  const id = params?.id ?? ''
  useEffect(() => followRoom(id), [id])

  const view = room.value
  const title = view && `${view.incident.severity.level} ${view.incident.state} · ${view.incident.title} · Rekey`
  useEffect(() => {
    document.title = title ?? 'Rekey'
  }, [title])

  const failure = roomFailure.value
  return (
    <main id="main" class="page room" tabIndex={-1} aria-busy={view ? undefined : 'true'}>
      <div class="visually-hidden" role="status" aria-live="polite">
        {connection.value.state === 'lost' ? 'Connection lost. What you see may be old.' : announcement.value}
      </div>
      <ConnectionNotice />
      <ActionFailure />
      {view && <Room view={view} />}
      {!view && failure && (
        <>
          <h1>This incident cannot be shown</h1>
          <p class="failure">
            <strong>{failure.message}</strong> {failure.hint}
          </p>
          <p>
            <a href="/ui/">All incidents</a>
          </p>
        </>
      )}
    </main>
  )
}
