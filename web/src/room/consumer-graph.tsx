/**
 * The dependency graph, built from reads and heartbeats, not from anybody's memory. A picture where there is
 * room for it; on a narrow screen, and for screen readers, the same facts as a list.
 */
import type { IncidentRoom } from '../api.gen.ts'
import { splitSecretName } from '../format.ts'
import { VersionMark } from '../mark.tsx'
import { GraphPicture } from './graph-picture.tsx'
import { byUrgency, hasMoved } from './moved.ts'

function Legend() {
  return (
    <span class="legend-row">
      <span class="legend">
        <span class="swatch old" aria-hidden="true" /> holds the old version
      </span>
      <span class="legend">
        <span class="swatch new" aria-hidden="true" /> has moved
      </span>
    </span>
  )
}

function AsList({ view }: { readonly view: IncidentRoom }) {
  return (
    <ul class="graph-list">
      {view.rotations.map((rotation) => (
        <li key={rotation.id}>
          <strong>{splitSecretName(rotation.secret).key}</strong> is read by
          <ul>
            {byUrgency(
              view.consumers.filter((consumer) => consumer.secret === rotation.secret),
              rotation,
            ).map((consumer) => (
              <li key={`${consumer.identity} ${consumer.name} ${consumer.host}`}>
                <span>
                  {consumer.name} <span class="muted">{consumer.host}</span>
                </span>
                <VersionMark version={consumer.version} isNew={hasMoved(consumer, rotation)} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

export function ConsumerGraph({ view }: { readonly view: IncidentRoom }) {
  const { leaks, rotations, consumers } = view
  if (consumers.length === 0) return null
  return (
    <section class="graph" aria-labelledby="graph">
      <header class="section-head">
        <h2 id="graph">Who depends on it</h2>
        <Legend />
      </header>
      <GraphPicture of={{ leaks, rotations, consumers }} />
      <AsList view={view} />
    </section>
  )
}
