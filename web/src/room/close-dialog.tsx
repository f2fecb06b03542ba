/** Closes the incident, after saying what is still open. It asks, it does not forbid: the server has the last word. */
import type { IncidentRoom } from '../api.gen.ts'
import { Dialog } from '../dialog.tsx'
import { count, splitSecretName } from '../format.ts'
import { act } from '../room-store.ts'
import { ROTATION_STATUS } from '../wording.ts'

export function openEnds(view: IncidentRoom): string[] {
  const ends = view.rotations
    .filter((rotation) => rotation.status !== 'done')
    .map(
      ({ secret, status }) =>
        `The rotation of ${splitSecretName(secret).key} is not done (${ROTATION_STATUS[status].text}).`,
    )
  const tasks = view.tasks.filter((task) => !task.doneAt).length
  if (tasks > 0) ends.push(`${count(tasks, 'task')} of the checklist ${tasks === 1 ? 'is' : 'are'} open.`)
  for (const clock of view.clocks) {
    if (clock.state === 'running' || clock.state === 'overdue')
      ends.push(`The clock "${clock.name}" is ${clock.state}.`)
  }
  if (!view.verdict) ends.push('The investigation has no verdict.')
  if (!view.documents.some((document) => document.kind === 'postmortem')) ends.push('There is no post-mortem yet.')
  return ends
}

export function CloseDialog({ view, onClose }: { readonly view: IncidentRoom; readonly onClose: () => void }) {
  const ends = openEnds(view)
  const close = async () => {
    if (await act(`/api/incidents/${view.incident.id}/close`)) onClose()
  }
  return (
    <Dialog title="Close this incident?" onClose={onClose}>
      {ends.length === 0 ? (
        <p>Nothing is open: keys refused, tasks done, verdict and post-mortem written.</p>
      ) : (
        <>
          <p>Still open:</p>
          <ul class="plain-list">
            {ends.map((end) => (
              <li key={end}>{end}</li>
            ))}
          </ul>
        </>
      )}
      <div class="dialog-actions">
        <button type="button" onClick={onClose}>
          Keep it open
        </button>
        <button type="button" class={ends.length === 0 ? 'primary' : 'danger'} onClick={() => void close()}>
          {ends.length === 0 ? 'Close incident' : 'Close all the same'}
        </button>
      </div>
    </Dialog>
  )
}
