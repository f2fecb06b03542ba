/** Names the one person who decides. Hand-overs are journalled by the server. */
import { useState } from 'preact/hooks'
import { Dialog } from '../dialog.tsx'
import { act } from '../room-store.ts'
import { identity } from '../session.ts'

export interface CommanderDialogProps {
  readonly incidentId: string
  readonly current: string | null
  readonly onClose: () => void
}

export function CommanderDialog({ incidentId, current, onClose }: CommanderDialogProps) {
  const [name, setName] = useState(current ? '' : (identity.value?.name ?? ''))
  const submit = async (event: Event) => {
    event.preventDefault()
    if (await act(`/api/incidents/${incidentId}/commander`, { name: name.trim() })) onClose()
  }
  return (
    <Dialog title="Incident commander" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>One person decides until the incident is closed or handed over. {current && `Now: ${current}.`}</p>
        <label for="commander">Name</label>
        <input id="commander" autofocus required value={name} onInput={(event) => setName(event.currentTarget.value)} />
        <div class="dialog-actions">
          <button type="submit" class="primary">
            {current ? 'Hand over' : 'Name commander'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
