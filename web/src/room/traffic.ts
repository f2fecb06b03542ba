/** Traffic as rates, with what a sentence and a legend need. Pure. */
import type { RotationView, TrafficView } from '../api.gen.ts'

export interface TrafficRates {
  /** Seconds since the epoch, requests per second, requests per second: the columns that uPlot draws. */
  readonly columns: [number[], number[], number[]]
  readonly bucketMs: number
  /** The last time at which the old key was used. */
  readonly lastOldUseAt: string | null
}

/** The usual distance of two points; gaps in the data do not stretch it. */
function bucketOf(times: readonly number[]): number {
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] || 1000
}

export function trafficRates({ points }: Pick<TrafficView, 'points'>): TrafficRates {
  const times = points.map((point) => Date.parse(point.at))
  const bucketMs = bucketOf(times)
  const perSecond = (requests: number) => requests / (bucketMs / 1000)
  return {
    columns: [
      times.map((time) => time / 1000),
      points.map((point) => perSecond(point.old)),
      points.map((point) => perSecond(point.new)),
    ],
    bucketMs,
    lastOldUseAt: points.findLast((point) => point.old > 0)?.at ?? null,
  }
}

export interface TrafficMarker {
  readonly atSeconds: number
  readonly text: string
}

const MARKED: Readonly<Record<string, string>> = { deploy: 'deployed', revoke: 'revoked' }

/** Vertical lines at the moments that explain the curves. */
export function trafficMarkers(rotation: RotationView): TrafficMarker[] {
  return rotation.steps.flatMap((step) => {
    const text = MARKED[step.step]
    return text && step.finishedAt ? [{ atSeconds: Date.parse(step.finishedAt) / 1000, text }] : []
  })
}

export function rateWords(perSecond: number): string {
  return `${perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`
}
