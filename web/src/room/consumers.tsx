/** Who reads this secret, which version each process holds, and how long each is known to stay silent. */
import { useState } from 'preact/hooks'
import type { ConsumerView, RotationView } from '../api.gen.ts'
import { count, millisBetween, span } from '../format.ts'
import { VersionMark } from '../mark.tsx'
import { Ago } from '../time.tsx'
import { byUrgency, hasMoved } from './moved.ts'

const SHOWN = 6

interface RowProps {
  readonly consumer: ConsumerView
  readonly moved: boolean
  readonly announcedAt: string | null
}

function Row({ consumer, moved, announcedAt }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {consumer.name} <span class="muted">{consumer.host}</span>
      </th>
      <td>
        <VersionMark version={consumer.version} isNew={moved} />
      </td>
      <td class="consumer-note">
        {moved && consumer.movedAt && announcedAt && <>moved +{span(millisBetween(announcedAt, consumer.movedAt))}</>}
        {!moved && (
          <>
            seen <Ago at={consumer.lastSeenAt} />, silent up to {span(consumer.longestSilenceMs)}
          </>
        )}
      </td>
    </tr>
  )
}

export interface ConsumersProps {
  readonly consumers: ConsumerView[]
  readonly rotation: RotationView
}

export function Consumers({ consumers, rotation }: ConsumersProps) {
  const [all, setAll] = useState(false)
  const sorted = byUrgency(consumers, rotation)
  const moved = sorted.filter((consumer) => hasMoved(consumer, rotation)).length
  const announcedAt = rotation.steps.find((step) => step.step === 'deploy')?.finishedAt ?? null
  if (consumers.length === 0) return <p class="muted">No consumer of this secret is known.</p>
  return (
    <div class="consumers">
      <table>
        <caption>
          {rotation.newVersion === null
            ? count(consumers.length, 'consumer')
            : `${moved} of ${count(consumers.length, 'consumer')} moved`}
        </caption>
        <colgroup>
          <col class="col-name" />
          <col class="col-version" />
          <col />
        </colgroup>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Consumer</th>
            <th scope="col">Holds</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, all ? undefined : SHOWN).map((consumer) => (
            <Row
              key={`${consumer.identity} ${consumer.host} ${consumer.name}`}
              consumer={consumer}
              moved={hasMoved(consumer, rotation)}
              announcedAt={announcedAt}
            />
          ))}
        </tbody>
      </table>
      {sorted.length > SHOWN && !all && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          Show all {sorted.length}
        </button>
      )}
    </div>
  )
}
