/**
 * Uses per second of the old and new key. The legend and the sentence behind it say the same as the curves,
 * so the canvas is decoration for whoever cannot see it.
 */
import { signal } from '@preact/signals'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import type { RotationView, TrafficView } from '../api.gen.ts'
import { clockTime } from '../format.ts'
import { paint } from '../theme.ts'
import { Time } from '../time.tsx'
import { rateWords, trafficMarkers, trafficRates, type TrafficMarker } from './traffic.ts'

const HEIGHT = 144
/** Distances of the time labels in seconds; uPlot's own list jumps from one minute to five. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

interface Colours {
  readonly old: string
  readonly new: string
  readonly text: string
  readonly line: string
  readonly font: string
}

/** Canvas knows no custom properties: the colours are read from elements that carry them. */
function coloursOf(root: HTMLElement): Colours {
  const colour = (selector: string) => getComputedStyle(root.querySelector(selector) ?? root).color
  const style = getComputedStyle(root)
  return {
    old: colour('.swatch.old'),
    new: colour('.swatch.new'),
    text: colour('.chart-unit'),
    line: style.borderTopColor,
    font: `11px ${style.fontFamily}`,
  }
}

function drawMarkers(plot: uPlot, markers: readonly TrafficMarker[], colours: Colours): void {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = colours.font.replace('11px', `${11 * ratio}px`)
  for (const { atSeconds, text } of markers) {
    const x = Math.round(plot.valToPos(atSeconds, 'x', true))
    if (x < bbox.left || x > bbox.left + bbox.width) continue
    const width = ctx.measureText(text).width + 8 * ratio
    const left = x + width > bbox.left + bbox.width ? x - width : x
    ctx.strokeStyle = colours.text
    ctx.lineWidth = ratio
    ctx.setLineDash([2 * ratio, 3 * ratio])
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    ctx.fillStyle = colours.text
    ctx.textBaseline = 'top'
    ctx.textAlign = 'left'
    ctx.fillText(text, left + 4 * ratio, bbox.top)
  }
  ctx.restore()
}

interface PlotInput {
  readonly root: HTMLElement
  readonly width: number
  readonly markers: { current: readonly TrafficMarker[] }
  readonly onHover: (index: number | undefined) => void
}

function plotOptions({ root, width, markers, onHover }: PlotInput): uPlot.Options {
  const colours = coloursOf(root)
  const axis = {
    stroke: colours.text,
    font: colours.font,
    grid: { stroke: colours.line, width: 1 },
    ticks: { show: false },
  }
  return {
    width,
    height: HEIGHT,
    padding: [4, 26, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max) * 1.22] } },
    axes: [
      {
        ...axis,
        size: 24,
        space: 76,
        incrs: TIME_STEPS,
        grid: { show: false },
        values: (_plot, splits) => splits.map((s) => clockTime(s * 1000)),
      },
      { ...axis, size: 34, space: 36 },
    ],
    series: [
      {},
      { stroke: colours.old, width: 2, dash: [5, 3], points: { show: false } },
      { stroke: colours.new, width: 2, points: { show: false } },
    ],
    hooks: {
      draw: [(plot) => drawMarkers(plot, markers.current, colours)],
      setCursor: [(plot) => onHover(plot.cursor.idx ?? undefined)],
    },
  }
}

interface ChartProps {
  readonly traffic: TrafficView
  readonly rotation: RotationView
}

export function TrafficChart({ traffic, rotation }: ChartProps) {
  const root = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>()
  const markers = useRef<readonly TrafficMarker[]>([])
  const [hovered] = useState(() => signal<number | undefined>(undefined))
  const rates = useMemo(() => trafficRates(traffic), [traffic])
  const painted = paint.value
  markers.current = trafficMarkers(rotation)

  useEffect(() => {
    const holder = canvas.current
    const figure = root.current
    if (!holder || !figure) return
    const onHover = (index: number | undefined) => (hovered.value = index)
    const options = plotOptions({ root: figure, width: holder.clientWidth, markers, onHover })
    const made = new uPlot(options, rates.columns, holder)
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize({ width: holder.clientWidth, height: HEIGHT }))
    observer.observe(holder)
    return () => {
      observer.disconnect()
      made.destroy()
    }
  }, [painted])

  useEffect(() => plot.current?.setData(rates.columns), [rates])

  const [times, old, fresh] = rates.columns
  const index = hovered.value ?? times.length - 1
  const seconds = times[index]
  return (
    <figure class="traffic" ref={root}>
      <figcaption>
        <span class="chart-unit">
          Uses per second
          {hovered.value !== undefined && seconds !== undefined && ` at ${clockTime(seconds * 1000)}`}
        </span>
        <span class="legend">
          <span class="swatch old" aria-hidden="true" />
          old key v{traffic.oldVersion} <strong>{rateWords(old[index] ?? 0)}</strong>
        </span>
        <span class="legend">
          <span class="swatch new" aria-hidden="true" />
          {traffic.newVersion === null ? 'new key' : `new key v${traffic.newVersion}`}{' '}
          <strong>{rateWords(fresh[index] ?? 0)}</strong>
        </span>
        {rates.lastOldUseAt && (
          <span class="visually-hidden">
            Old key last used at <Time at={rates.lastOldUseAt} />.
          </span>
        )}
      </figcaption>
      <div class="plot" ref={canvas} aria-hidden="true" />
    </figure>
  )
}
