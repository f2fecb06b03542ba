/**
 * How much of the exposure window the logs really cover. Pure. A source is believed about where it begins and
 * ends, but not about what lies between: a silence that this log never had (indicator I39) counts as not covered,
 * and so does the share of lines that could not be read.
 */
import { utcText } from './utc-text.ts'

export interface Span {
  readonly from: Date
  readonly to: Date
}

export interface CoverageInput {
  /** From the leak to the refusal of the key. */
  readonly exposure: Span
  readonly declared: readonly Span[]
  readonly silences: readonly Span[]
  readonly unreadable: readonly { readonly source: string; readonly rejected: number; readonly read: number }[]
}

export interface Coverage {
  /** 0..1, rounded down: 1 means complete. */
  readonly coverage: number
  /** What is missing, in sentences. */
  readonly gaps: readonly string[]
}

interface Range {
  readonly from: number
  readonly to: number
}

export function measureCoverage(input: CoverageInput): Coverage {
  const exposure = rangeOf(input.exposure)
  const covered = merge(input.declared.map(rangeOf).flatMap((range) => clip(range, exposure)))
  const holes = subtract([exposure], covered)
  const silences = merge(input.silences.map(rangeOf).flatMap((range) => clip(range, exposure)))
  const silent = subtract(silences, holes)
  const heard = subtract(covered, silences)
  const unreadable = input.unreadable.filter((source) => source.rejected > 0)
  const rejected = unreadable.reduce((sum, source) => sum + source.rejected, 0)
  const read = input.unreadable.reduce((sum, source) => sum + source.read, 0)
  const timeShare = exposure.to > exposure.from ? length(heard) / length([exposure]) : covered.length > 0 ? 1 : 0
  const lineShare = rejected === 0 ? 1 : read / (read + rejected)
  return {
    coverage: Math.floor(timeShare * lineShare * 10_000) / 10_000,
    gaps: [
      ...holes.map((range) => `${spell(range)}: no log source covers this time`),
      ...silent.map((range) => `${spell(range)}: the log is silent for longer than it ever was at this hour`),
      ...unreadable.map((source) => `${source.source}: ${source.rejected} lines could not be read`),
    ],
  }
}

function rangeOf(span: Span): Range {
  return { from: span.from.getTime(), to: span.to.getTime() }
}

/** The part inside `limits`. A range of no length is kept only when the limits have none either. */
function clip(range: Range, limits: Range): Range[] {
  const from = Math.max(range.from, limits.from)
  const to = Math.min(range.to, limits.to)
  return to > from || (to === from && limits.from === limits.to) ? [{ from, to }] : []
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && range.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    else merged.push(range)
  }
  return merged
}

/** `ranges` without `holes`; both sorted and free of overlap. */
function subtract(ranges: readonly Range[], holes: readonly Range[]): Range[] {
  return ranges.flatMap((range) => {
    const rest: Range[] = []
    let from = range.from
    for (const hole of holes) {
      if (hole.to <= from || hole.from >= range.to) continue
      if (hole.from > from) rest.push({ from, to: hole.from })
      from = Math.max(from, hole.to)
    }
    return from < range.to ? [...rest, { from, to: range.to }] : rest
  })
}

function length(ranges: readonly Range[]): number {
  return ranges.reduce((sum, range) => sum + range.to - range.from, 0)
}

function spell(range: Range): string {
  return `${utcText(new Date(range.from))} to ${utcText(new Date(range.to))} UTC`
}
