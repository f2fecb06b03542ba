/**
 * Forcing skips the proof of the move. This dialog says, from what is known now, who will lose access; the
 * reason is required because it goes to the journal and the post-mortem.
 */
import { useState } from 'preact/hooks'
import type { ConsumerView, RotationView, TrafficView } from '../api.gen.ts'
import { Dialog } from '../dialog.tsx'
import { count, splitSecretName } from '../format.ts'
import { act } from '../room-store.ts'
import { Ago } from '../time.tsx'
import { hasMoved } from './moved.ts'
import { rateWords, trafficRates } from './traffic.ts'

export interface ForceDialogProps {
  readonly rotation: RotationView
  readonly consumers: readonly ConsumerView[]
  readonly traffic: TrafficView | undefined
  readonly onClose: () => void
}

function Breakage({ rotation, consumers, traffic }: Omit<ForceDialogProps, 'onClose'>) {
  const left = consumers.filter((consumer) => !hasMoved(consumer, rotation))
  const oldRate = traffic ? (trafficRates(traffic).columns[1].at(-1) ?? 0) : 0
  return (
    <ul class="plain-list">
      {left.map((consumer) => (
        <li key={`${consumer.name} ${consumer.host}`}>
          <strong>{consumer.name}</strong> on {consumer.host} holds version {consumer.version}, seen{' '}
          <Ago at={consumer.lastSeenAt} />. It loses access.
        </li>
      ))}
      {oldRate > 0 && <li>{rateWords(oldRate)} still use the old key. These requests will fail.</li>}
      {rotation.newVersion === null && <li>There is no new key yet. All consumers lose access.</li>}
      {left.length === 0 && oldRate === 0 && rotation.newVersion !== null && (
        <li>No known consumer holds the old version and nothing uses the old key now.</li>
      )}
      <li>A consumer that never read from Rekey is not on this list. It would break without being seen here.</li>
    </ul>
  )
}

export function ForceDialog({ rotation, consumers, traffic, onClose }: ForceDialogProps) {
  const [reason, setReason] = useState('')
  const left = consumers.filter((consumer) => !hasMoved(consumer, rotation)).length
  const submit = async (event: Event) => {
    event.preventDefault()
    if (await act(`/api/rotations/${rotation.id}/force`, { reason: reason.trim() })) onClose()
  }
  return (
    <Dialog title={`Force the rotation of ${splitSecretName(rotation.secret).key}?`} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>
          Rekey stops waiting for proof and revokes version {rotation.oldVersion} now. This cannot be undone. What
          breaks:
        </p>
        <Breakage rotation={rotation} consumers={consumers} traffic={traffic} />
        <label for="force-reason">Reason, for the journal</label>
        <input
          id="force-reason"
          autofocus
          required
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <div class="dialog-actions">
          <button type="button" onClick={onClose}>
            Keep waiting
          </button>
          <button type="submit" class="danger">
            {left > 0 ? `Force, and break ${count(left, 'consumer')}` : 'Force'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
