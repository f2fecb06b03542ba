/** The dependency graph as a picture. It says nothing that a list beside it does not say: it is hidden from readers. */
import { useMemo } from 'preact/hooks'
import { graphOf, rowMiddle, type Box, type GraphInput } from './graph-layout.ts'

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

export function GraphPicture({ of: { leaks, rotations, consumers } }: { readonly of: GraphInput }) {
  const graph = useMemo(() => graphOf({ leaks, rotations, consumers }, ROOM), [leaks, rotations, consumers])
  return (
    <svg viewBox={`0 0 ${graph.width} ${graph.height}`} width={graph.width} height={graph.height} aria-hidden="true">
      {graph.lines.map((line) => (
        <path key={line.id} class={`line ${line.tone}`} d={line.path} />
      ))}
      {graph.boxes.map((box) => (
        <BoxShape key={box.id} box={box} />
      ))}
    </svg>
  )
}
