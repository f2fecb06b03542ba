/** One rotation: the rail, what it waits for, its traffic, who still holds the old version, and its levers. */
import { useState } from 'preact/hooks'
import type { IncidentRoom, RotationView } from '../api.gen.ts'
import { count, splitSecretName } from '../format.ts'
import { Mark } from '../mark.tsx'
import { act } from '../room-store.ts'
import { Time } from '../time.tsx'
import { ROTATION_STATUS } from '../wording.ts'
import { Consumers } from './consumers.tsx'
import { ForceDialog } from './force-dialog.tsx'
import { Rail } from './rail-view.tsx'
import { StepTable } from './step-table.tsx'
import { TrafficChart } from './traffic-chart.tsx'

interface SectionProps {
  readonly rotation: RotationView
  readonly view: IncidentRoom
}

function Levers({ rotation, onForce }: { readonly rotation: RotationView; readonly onForce: () => void }) {
  const { id, status } = rotation
  if (status === 'done' || status === 'aborted') return null
  const held = status === 'paused' || status === 'needs-human'
  return (
    <span class="levers">
      <button type="button" onClick={() => void act(`/api/rotations/${id}/${held ? 'resume' : 'pause'}`)}>
        {held ? 'Resume' : 'Pause'}
      </button>
      <button type="button" class="danger" onClick={onForce}>
        Force…
      </button>
    </span>
  )
}

function Outcome({ rotation }: { readonly rotation: RotationView }) {
  if (rotation.error) return <p class="outcome old">{rotation.error}</p>
  if (rotation.waitingFor.length > 0) {
    return (
      <div class="outcome wait">
        <strong>{rotation.status === 'paused' ? 'Paused while waiting for' : 'Waiting for'}</strong>
        <ul>
          {rotation.waitingFor.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
    )
  }
  if (rotation.oldRefused && rotation.refusedAt) {
    return (
      <p class="outcome ok">
        <strong>Old key refused</strong> since <Time at={rotation.refusedAt} /> UTC, proven by{' '}
        {count(rotation.refusedProbes, 'refused probe')}. {rotation.newWorks && 'The new key works.'}
      </p>
    )
  }
  return null
}

export function RotationSection({ rotation, view }: SectionProps) {
  const [forcing, setForcing] = useState(false)
  const { path, key } = splitSecretName(rotation.secret)
  const traffic = view.traffic.find((one) => one.secret === rotation.secret)
  const consumers = view.consumers.filter((consumer) => consumer.secret === rotation.secret)
  const provider = view.leaks.find((leak) => leak.provider === rotation.provider)?.providerName ?? rotation.provider
  const headingId = `rotation-${rotation.id}`
  return (
    <section class="rotation" aria-labelledby={headingId}>
      <header class="rotation-head">
        <h2 id={headingId} class="secret-name">
          <span class="path">{path}</span>
          <wbr />
          {key}
        </h2>
        <span class="rotation-facts">
          {provider}, {rotation.strategy}, version {rotation.oldVersion} → {rotation.newVersion ?? '…'}
        </span>
        <Mark {...ROTATION_STATUS[rotation.status]} />
        <Levers rotation={rotation} onForce={() => setForcing(true)} />
      </header>
      <Rail rotation={rotation} detectedAt={view.incident.detectedAt} />
      <Outcome rotation={rotation} />
      <div class="rotation-evidence">
        {traffic && <TrafficChart traffic={traffic} rotation={rotation} />}
        <Consumers consumers={consumers} rotation={rotation} />
      </div>
      <StepTable rotation={rotation} />
      {forcing && (
        <ForceDialog rotation={rotation} consumers={consumers} traffic={traffic} onClose={() => setForcing(false)} />
      )}
    </section>
  )
}
