/**
 * Reads a log file into rows. Every line is parsed by us, not by a database's lenient reader: a line is either
 * a row or it is rejected with its number and a reason. A blank line is neither. Nothing is dropped silently,
 * because a lost line is lost evidence.
 */
import { BadRecord, type LogFormat, type LogRecord } from './formats/format.ts'
import { getFormat, type LogFormatId } from './formats/index.ts'
import type { PlacedRow } from './log-row.ts'
import { newFileHash, readLines } from './read-lines.ts'

const MAX_LINE_BYTES = 64 * 1024 * 1024

export interface RejectedLine {
  /** From 1. */
  readonly line: number
  /** Says what is wrong without quoting the line. */
  readonly reason: string
}

export interface IngestSummary {
  readonly rejected: readonly RejectedLine[]
  /** Of the raw file, before decompression. */
  readonly sha256: string
  /** The earliest and latest row; null without rows. */
  readonly from: Date | null
  readonly to: Date | null
}

export interface Ingested extends IngestSummary {
  readonly rows: readonly PlacedRow[]
}

/** The whole file in memory. Throws FORENSICS_LOG_UNREADABLE and FORENSICS_FORMAT_UNKNOWN. */
export async function ingest(file: string, format: LogFormatId): Promise<Ingested> {
  const rows: PlacedRow[] = []
  const summary = await ingestInto(file, format, async (batch) => {
    for (const row of batch) rows.push(row)
  })
  return { rows, ...summary }
}

/** Hands the rows to `sink` in batches, in file order, and keeps none of them. */
export async function ingestInto(
  file: string,
  formatId: LogFormatId,
  sink: (batch: PlacedRow[]) => Promise<void>,
): Promise<IngestSummary> {
  const format = getFormat(formatId)
  const hash = newFileHash()
  const settler = format.settle?.()
  const rejected: RejectedLine[] = []
  let fromMs = Infinity
  let toMs = -Infinity
  for await (const lines of readLines(file, hash, MAX_LINE_BYTES)) {
    const batch: PlacedRow[] = []
    for (const line of lines) {
      if ('rejected' in line) rejected.push({ line: line.line, reason: line.rejected })
      else parseLine(line.text, line.line, format, batch, rejected)
    }
    for (const row of batch) {
      fromMs = Math.min(fromMs, row.at)
      toMs = Math.max(toMs, row.at)
    }
    const settled = settler ? batch.flatMap((row) => settler.add(row)) : batch
    if (settled.length > 0) await sink(settled)
  }
  const last = settler?.end() ?? []
  if (last.length > 0) await sink([...last])
  return {
    rejected,
    sha256: hash.digest('hex'),
    from: Number.isFinite(fromMs) ? new Date(fromMs) : null,
    to: Number.isFinite(toMs) ? new Date(toMs) : null,
  }
}

function parseLine(text: string, line: number, format: LogFormat, rows: PlacedRow[], rejected: RejectedLine[]): void {
  if (text.trim() === '') return
  const refuse = (reason: string, record: number | null): void => {
    rejected.push({ line, reason: record === null ? reason : `record ${record}: ${reason}` })
  }
  const document = parseJson(text)
  if (!isRecord(document)) return refuse('not a JSON object', null)
  const records = format.unwrap?.(document)
  if (records === undefined) {
    const row = parseRecord(document, format)
    if (typeof row === 'string') refuse(row, null)
    else rows.push({ ...row, line, record: null })
    return
  }
  records.forEach((record, index) => {
    const row = isRecord(record) ? parseRecord(record, format) : 'not a JSON object'
    if (typeof row === 'string') refuse(row, index + 1)
    else rows.push({ ...row, line, record: index + 1 })
  })
}

function parseRecord(record: LogRecord, format: LogFormat): ReturnType<LogFormat['parse']> | string {
  try {
    return format.parse(record)
  } catch (error) {
    if (error instanceof BadRecord) return error.message
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is LogRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
