/**
 * The dependency graph, built from reads and heartbeats, not from anybody's memory. A picture where there is
 * room for it; on a narrow screen, and for screen readers, the same facts as a list.
 */
import { useMemo } from 'preact/hooks'
import type { IncidentRoom } from '../api.gen.ts'
import { splitSecretName } from '../format.ts'
import { VersionMark } from '../mark.tsx'
import { graphOf, rowMiddle, type Box } from './graph-layout.ts'
import { byUrgency, hasMoved } from './moved.ts'

/** The width of the column on a common laptop; the picture scales down from there. */
const ROOM = 880
const GLYPH = { old: '○', new: '●' } as const

function BoxShape({ box }: { readonly box: Box }) {
  return (
    <g class={`box ${box.kind}`} transform={`translate(${box.x} ${box.y})`}>
      <rect width={box.width} height={box.height} rx="3" />
      <text x="10" y="17" class="box-title">
        {box.title}
      </text>
      {box.rows.map((row, i) => (
        <text key={row.text} x="10" y={rowMiddle(i) + 4} class="box-row">
          {row.tone && <tspan class={row.tone}>{GLYPH[row.tone]} </tspan>}
          {row.text}
        </text>
      ))}
    </g>
  )
}

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
  const graph = useMemo(() => graphOf({ leaks, rotations, consumers }, ROOM), [leaks, rotations, consumers])
  if (consumers.length === 0) return null
  return (
    <section class="graph" aria-labelledby="graph">
      <header class="section-head">
        <h2 id="graph">Who depends on it</h2>
        <Legend />
      </header>
      <svg viewBox={`0 0 ${graph.width} ${graph.height}`} width={graph.width} height={graph.height} aria-hidden="true">
        {graph.lines.map((line) => (
          <path key={line.id} class={`line ${line.tone}`} d={line.path} />
        ))}
        {graph.boxes.map((box) => (
          <BoxShape key={box.id} box={box} />
        ))}
      </svg>
      <AsList view={view} />
    </section>
  )
}
