/**
 * Loads the log files of one investigation into the log database and remembers from which line of which file each
 * row came. A request that two files both hold (same request id, time, client and path) is loaded once.
 */
import type { LogDatabase } from './engine.ts'
import type { LogFormatId } from './formats/index.ts'
import { ingestInto, type IngestSummary } from './ingest.ts'
import { rowId, type PlacedRow } from './log-row.ts'

export interface LogSource {
  /** Short, as it appears in citations: `stripe`. */
  readonly name: string
  readonly file: string
  readonly format: LogFormatId
  /** The time that this log is known to be complete for, as its owner declares. */
  readonly coversFrom: Date
  readonly coversTo: Date
}

export interface LoadedSource extends IngestSummary {
  readonly source: LogSource
  readonly rows: number
  /** Rows that an earlier source already held. */
  readonly duplicates: number
}

export interface LoadedRows {
  readonly sources: readonly LoadedSource[]
  readonly total: number
  /** `source:line` of a row number of `api_access_logs`. */
  cite(rid: number): string
}

export async function loadSources(database: LogDatabase, sources: readonly LogSource[]): Promise<LoadedRows> {
  const loaded: LoadedSource[] = []
  const places: Place[] = []
  const earlier = new Set<string>()
  for (const source of sources) {
    const place: Place = { first: 0, source: source.name, lines: [], records: [] }
    place.first = places.reduce((sum, previous) => sum + previous.lines.length, 0)
    const fresh = new Set<string>()
    let duplicates = 0
    const summary = await ingestInto(source.file, source.format, async (batch) => {
      const rows = batch.filter((row) => !isEarlier(row, earlier, fresh, sources.length > 1))
      duplicates += batch.length - rows.length
      for (const row of rows) {
        place.lines.push(row.line)
        place.records.push(row.record ?? 0)
      }
      await database.load(rows, source.name)
    })
    for (const identity of fresh) earlier.add(identity)
    places.push(place)
    loaded.push({ source, ...summary, rows: place.lines.length, duplicates })
  }
  return {
    sources: loaded,
    total: places.reduce((sum, place) => sum + place.lines.length, 0),
    cite: (rid) => cite(places, rid),
  }
}

interface Place {
  /** Row number of the source's first row. */
  first: number
  readonly source: string
  readonly lines: number[]
  /** 0 for a plain line. */
  readonly records: number[]
}

/** Only rows of other files count: a log may well repeat a line within itself, and then it means two requests. */
function isEarlier(row: PlacedRow, earlier: ReadonlySet<string>, fresh: Set<string>, isShared: boolean): boolean {
  if (!isShared || row.requestId === null || row.requestId === '') return false
  const identity = JSON.stringify([row.requestId, row.at, row.clientIp, row.method, row.path, row.status, row.keyId])
  fresh.add(identity)
  return earlier.has(identity)
}

function cite(places: readonly Place[], rid: number): string {
  const place = places.findLast((candidate) => candidate.first <= rid)
  const line = place?.lines[rid - place.first]
  if (place === undefined || line === undefined) return `row:${rid}`
  const record = place.records[rid - place.first]
  return rowId(place.source, { line, record: record ? record : null })
}
