/**
 * Who depends on what, as boxes and lines with places: leak → secret → consumer. Dagre orders the boxes so
 * that few lines cross. Processes of one consumer on several hosts are one box, with one row per secret that
 * it holds; lines end at these rows. Pure.
 */
import { Graph, layout } from '@dagrejs/dagre'
import type { IncidentRoom, RotationView } from '../api.gen.ts'
import { count, splitSecretName } from '../format.ts'
import { hasMoved } from './moved.ts'

export type BoxKind = 'leak' | 'secret' | 'consumer'

export interface Row {
  readonly text: string
  /** What a consumer holds; a plain remark has none. */
  readonly tone?: 'old' | 'new'
}

export interface Box {
  readonly id: string
  readonly kind: BoxKind
  readonly title: string
  readonly rows: readonly Row[]
  /** Left edge and top edge. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Line {
  readonly id: string
  readonly tone: 'leak' | 'old' | 'new'
  /** An SVG path. */
  readonly path: string
}

export interface GraphView {
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}

export type GraphInput = Pick<IncidentRoom, 'leaks' | 'consumers'> & {
  readonly rotations: readonly Pick<RotationView, 'secret' | 'oldVersion' | 'newVersion'>[]
}

const TITLE_HEIGHT = 24
export const ROW_HEIGHT = 15
const BOTTOM = 5
const PADDING = 1
const NARROWEST_GAP = 64
const WIDEST_GAP = 200

/** The middle of a row, from the top of its box. */
export function rowMiddle(index: number): number {
  return TITLE_HEIGHT + ROW_HEIGHT * (index + 0.5)
}

interface PlannedBox {
  readonly id: string
  readonly kind: BoxKind
  readonly title: string
  readonly rows: Row[]
}

interface PlannedLine {
  readonly from: string
  readonly to: string
  readonly tone: Line['tone']
  /** The row at which it ends. */
  readonly row: number
}

interface Plan {
  readonly boxes: Map<string, PlannedBox>
  readonly lines: PlannedLine[]
}

function boxIn(plan: Plan, kind: BoxKind, name: string, make: () => Pick<PlannedBox, 'title' | 'rows'>): PlannedBox {
  const id = `${kind} ${name}`
  const known = plan.boxes.get(id) ?? { id, kind, ...make() }
  plan.boxes.set(id, known)
  return known
}

function secretBox(plan: Plan, name: string): PlannedBox {
  const { path, key } = splitSecretName(name)
  return boxIn(plan, 'secret', name, () => ({ title: key, rows: [{ text: path.replace(/\/$/, '') }] }))
}

function planOf({ leaks, rotations, consumers }: GraphInput): Plan {
  const plan: Plan = { boxes: new Map(), lines: [] }
  for (const leak of leaks) {
    const place = `${leak.file}:${leak.line}`
    const from = boxIn(plan, 'leak', place, () => ({ title: place, rows: [{ text: `${leak.providerName} key` }] }))
    if (leak.secret) plan.lines.push({ from: from.id, to: secretBox(plan, leak.secret).id, tone: 'leak', row: 0 })
  }
  for (const rotation of rotations) {
    const from = secretBox(plan, rotation.secret)
    const readers = consumers.filter((consumer) => consumer.secret === rotation.secret)
    for (const name of new Set(readers.map((reader) => reader.name))) {
      const processes = readers.filter((reader) => reader.name === name)
      const left = processes.filter((process) => !hasMoved(process, rotation)).length
      const tone = left === 0 ? 'new' : 'old'
      const held =
        left === 0
          ? `v${rotation.newVersion}, moved`
          : `v${rotation.oldVersion}, ${left} of ${processes.length} not moved`
      const to = boxIn(plan, 'consumer', name, () => ({ title: `${name}, ${hostsOf(processes)}`, rows: [] }))
      to.rows.push({ text: `${from.title} ${held}`, tone })
      plan.lines.push({ from: from.id, to: to.id, tone, row: to.rows.length - 1 })
    }
  }
  return plan
}

function hostsOf(processes: readonly { readonly host: string }[]): string {
  const hosts = new Set(processes.map((process) => process.host))
  return hosts.size === 1 ? ([...hosts][0] ?? '') : count(hosts.size, 'host')
}

/** System fonts are not measured here: these widths hold all of them. Capitals are wider. */
function textWidth(text: string, lower: number, upper: number): number {
  const capitals = text.replaceAll(/[^A-Z_@]/g, '').length
  return capitals * upper + (text.length - capitals) * lower
}

function widthOf(box: PlannedBox): number {
  const rows = box.rows.map((row) => (row.tone ? 14 : 0) + textWidth(row.text, 5.8, 7.8))
  return Math.max(96, 22 + Math.max(textWidth(box.title, 6.6, 9), ...rows))
}

const heightOf = (box: PlannedBox) => TITLE_HEIGHT + box.rows.length * ROW_HEIGHT + BOTTOM

/** A line that leaves and arrives level, so that bundles read as bundles. */
function curve(from: Box, to: Box, row: number): string {
  const x1 = from.x + from.width
  const y1 = from.y + from.height / 2
  const y2 = to.y + (to.kind === 'consumer' ? rowMiddle(row) : to.height / 2)
  const bend = (to.x - x1) / 2
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`
}

/** `room` is the width to fill; the picture may become wider when the names are long. */
export function graphOf(input: GraphInput, room: number): GraphView {
  const plan = planOf(input)
  const planned = [...plan.boxes.values()]
  // One width per column keeps the columns aligned.
  const widest = (kind: BoxKind) => Math.max(0, ...planned.filter((box) => box.kind === kind).map(widthOf))
  const widths = { leak: widest('leak'), secret: widest('secret'), consumer: widest('consumer') }
  const used = widths.leak + widths.secret + widths.consumer + 2 * PADDING
  const ranksep = Math.max(NARROWEST_GAP, Math.min(WIDEST_GAP, (room - used) / 2))

  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep, marginx: PADDING, marginy: PADDING })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const box of planned) graph.setNode(box.id, { width: widths[box.kind], height: heightOf(box) })
  for (const { from, to } of plan.lines) graph.setEdge(from, to)
  layout(graph)

  const boxes = planned.map((box): Box => {
    const { x, y } = graph.node(box.id) as { x: number; y: number }
    const [width, height] = [widths[box.kind], heightOf(box)]
    return { ...box, width, height, x: Math.round(x - width / 2), y: Math.round(y - height / 2) }
  })
  const placed = new Map(boxes.map((box) => [box.id, box]))
  return {
    boxes,
    lines: plan.lines.map(({ from, to, tone, row }): Line => {
      const [a, b] = [placed.get(from), placed.get(to)]
      return { id: `${from}→${to}`, tone, path: a && b ? curve(a, b, row) : '' }
    }),
    width: Math.ceil(Math.max(0, ...boxes.map((box) => box.x + box.width))) + PADDING,
    height: Math.max(0, ...boxes.map((box) => box.y + box.height)) + PADDING,
  }
}
