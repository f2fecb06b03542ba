/**
 * One investigation: log files in, verdict with evidence out. Deterministic for equal files and times; it reads
 * no clock and asks nobody. All times in the answer are ISO 8601 strings in UTC, so that it fits the API's
 * VerdictView as it is.
 */
import { canTellStrangers, measureBaseline, type Baseline } from './baseline.ts'
import { measureCoverage, type Coverage } from './coverage.ts'
import { openLogDatabase, type LogDatabase, type LogDatabaseOptions } from './engine.ts'
import { reportIndicators, type IndicatorReport } from './evidence.ts'
import { prepareFacts, type Window } from './facts.ts'
import { forensicsError } from './forensics-error.ts'
import { getFormat } from './formats/index.ts'
import type { RejectedLine } from './ingest.ts'
import { loadSources, type LoadedRows, type LogSource } from './load-sources.ts'
import { runIndicators, type IndicatorRun } from './run-indicators.ts'
import { countKeyRows, countRecords, listExcused, listUnknownClients, type ClientUse } from './strangers.ts'
import { intruderIps, judge, type StrangerTotals, type VerdictClass } from './verdict.ts'

const DAY_MS = 86_400_000
const BASELINE_DAYS = 90
const MAX_STRANGERS = 200
const MAX_REJECTED_LISTED = 20

export interface InvestigationInput {
  readonly sources: readonly LogSource[]
  /** The provider's ids of the leaked key and of its successor, as the logs spell them. */
  readonly key: { readonly id: string; readonly newId?: string }
  readonly leakedAt: Date
  /** First refused use of the leaked key. */
  readonly refusedAt: Date
  readonly newKeyAt?: Date
  /** Default: 90 days before the leak. */
  readonly baselineFrom?: Date
  /** Addresses that a person vouched for; they are left out and listed. */
  readonly authorised?: readonly string[]
  readonly database?: LogDatabaseOptions
}

export interface SourceReport {
  readonly name: string
  readonly file: string
  readonly format: string
  /** Of the raw file. */
  readonly sha256: string
  readonly rows: number
  readonly duplicates: number
  readonly rejected: { readonly count: number; readonly lines: readonly RejectedLine[] }
  readonly coversFrom: string
  readonly coversTo: string
  readonly firstRowAt: string | null
  readonly lastRowAt: string | null
}

export interface ClientReport {
  readonly ip: string
  readonly userAgent: string
  readonly requests: number
  readonly succeeded: number
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

/** The first eight fields are the API's VerdictView. */
export interface Investigation {
  readonly class: VerdictClass
  readonly sentence: string
  readonly coverage: number
  readonly gaps: string[]
  readonly strangers: ClientReport[]
  /** Those that fired. */
  readonly indicators: IndicatorReport[]
  readonly recordsAtLeast: number
  readonly recordsAtMost: number
  readonly key: { readonly id: string; readonly newId: string | null }
  readonly leakedAt: string
  readonly refusedAt: string
  readonly baseline: {
    readonly stability: Baseline['stability']
    readonly noveltyShare: number | null
    readonly rows: number
    readonly clients: number
    readonly from: string | null
    readonly to: string | null
  }
  /** Every indicator of the catalogue with what became of it. */
  readonly checked: readonly { readonly id: string; readonly outcome: IndicatorRun['outcome'] }[]
  /** Left out of all findings: our own probes (by the name that they give) and authorised clients. */
  readonly excused: readonly (ClientReport & { readonly because: 'own-probe' | 'authorised' })[]
  readonly sources: readonly SourceReport[]
  /** What a reader must know about the numbers, in sentences. */
  readonly notes: readonly string[]
}

/** Throws FORENSICS_WINDOW_INVALID, FORENSICS_LOG_UNREADABLE, FORENSICS_FORMAT_UNKNOWN, FORENSICS_ENGINE_MISSING. */
export async function investigate(input: InvestigationInput): Promise<Investigation> {
  const window = windowOf(input)
  const database = await openLogDatabase(input.database)
  try {
    const loaded = await loadSources(database, input.sources)
    await prepareFacts(database, window, input.authorised ?? [])
    await database.lockDown()
    return await answer(database, window, loaded)
  } finally {
    database.close()
  }
}

async function answer(database: LogDatabase, window: Window, loaded: LoadedRows): Promise<Investigation> {
  const baseline = await measureBaseline(database, window)
  const runs = await runIndicators(database, window, baseline)
  const coverage = coverageOf(window, loaded, runs)
  const unknown = await listUnknownClients(database)
  const strangers = pickStrangers(unknown, baseline, runs)
  const records = await countRecords(database, window, [...new Set(strangers.map((client) => client.ip))])
  const verdict = judge({
    stability: baseline.stability,
    coverage: coverage.coverage,
    keyRows: await countKeyRows(database),
    strangers: total(strangers),
    unclear: total(unknown).succeeded - total(strangers).succeeded,
    indicators: runs,
    recordsAtLeast: records.atLeast,
    recordsAtMost: records.atMost,
  })
  const excused = await listExcused(database)
  return {
    ...verdict,
    coverage: coverage.coverage,
    gaps: [...coverage.gaps, ...(strangers.some(({ succeeded }) => succeeded > 0) ? blindSpots(loaded) : [])],
    strangers: mostActive(strangers).map(toClientReport),
    indicators: await reportIndicators(database, loaded, runs),
    recordsAtLeast: records.atLeast,
    recordsAtMost: records.atMost,
    key: { id: window.key, newId: window.newKey },
    leakedAt: window.leakedAt.toISOString(),
    refusedAt: window.refusedAt.toISOString(),
    baseline: { ...baseline, from: isoOrNull(baseline.from), to: isoOrNull(baseline.to) },
    checked: runs.map(({ id, outcome }) => ({ id, outcome })),
    excused: excused.map((client) => ({ ...toClientReport(client), because: client.because })),
    sources: loaded.sources.map(toSourceReport),
    notes: notesOn(baseline, strangers, excused.length),
  }
}

function windowOf(input: InvestigationInput): Window {
  const baselineFrom = input.baselineFrom ?? new Date(input.leakedAt.getTime() - BASELINE_DAYS * DAY_MS)
  const times = [
    baselineFrom,
    input.leakedAt,
    input.refusedAt,
    ...input.sources.flatMap((s) => [s.coversFrom, s.coversTo]),
  ]
  const isOrdered = baselineFrom < input.leakedAt && input.leakedAt <= input.refusedAt
  if (times.some((time) => Number.isNaN(time.getTime())) || !isOrdered) {
    throw forensicsError('FORENSICS_WINDOW_INVALID', 'The times of the investigation are missing or in the wrong order')
  }
  const untilMs = Math.max(input.refusedAt.getTime(), ...input.sources.map((source) => source.coversTo.getTime()))
  return {
    key: input.key.id,
    newKey: input.key.newId ?? null,
    baselineFrom,
    leakedAt: input.leakedAt,
    refusedAt: input.refusedAt,
    newKeyAt: input.newKeyAt ?? null,
    until: new Date(untilMs),
  }
}

function coverageOf(window: Window, loaded: LoadedRows, runs: readonly IndicatorRun[]): Coverage {
  const silences = runs.find((run) => run.id === 'I39')?.findings ?? []
  return measureCoverage({
    exposure: { from: window.leakedAt, to: window.refusedAt },
    declared: loaded.sources.map(({ source }) => ({ from: source.coversFrom, to: source.coversTo })),
    silences: silences.map((finding) => ({ from: finding.firstSeen, to: finding.lastSeen })),
    unreadable: loaded.sources.map(({ source, rejected, rows }) => ({
      source: source.name,
      rejected: rejected.length,
      read: rows,
    })),
  })
}

/** With a usable baseline every unknown client; without one, those that behaved like intruders or did harm. */
function pickStrangers(unknown: readonly ClientUse[], baseline: Baseline, runs: readonly IndicatorRun[]): ClientUse[] {
  if (canTellStrangers(baseline.stability)) return [...unknown]
  const suspects = new Set(intruderIps({ indicators: runs }))
  for (const run of runs) if (run.proof === 'abuse') for (const ip of run.unknownOkIps) suspects.add(ip)
  // A client that was refused throughout is no client of ours that works, whoever it is.
  return unknown.filter((client) => suspects.has(client.ip) || client.succeeded === 0)
}

/** A complete log is not a telling one: what the successful requests of strangers did may not stand in it. */
function blindSpots({ sources }: LoadedRows): string[] {
  return sources.flatMap(({ source }) => {
    const { blindTo } = getFormat(source.format)
    return blindTo === undefined ? [] : [`${source.name}: this log does not show ${blindTo}`]
  })
}

function total(clients: readonly ClientUse[]): StrangerTotals {
  const times = clients.flatMap((client) => [client.firstSeen.getTime(), client.lastSeen.getTime()])
  return {
    clients: clients.length,
    requests: clients.reduce((sum, client) => sum + client.requests, 0),
    succeeded: clients.reduce((sum, client) => sum + client.succeeded, 0),
    first: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.min(a, b))),
    last: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.max(a, b))),
  }
}

function mostActive(clients: readonly ClientUse[]): ClientUse[] {
  if (clients.length <= MAX_STRANGERS) return [...clients]
  return clients.toSorted((a, b) => b.requests - a.requests).slice(0, MAX_STRANGERS)
}

function notesOn(baseline: Baseline, strangers: readonly ClientUse[], excused: number): string[] {
  const notes: string[] = []
  const share = baseline.noveltyShare === null ? '' : ` (${(baseline.noveltyShare * 100).toFixed(1)} % of the requests)`
  if (baseline.stability === 'none')
    notes.push(
      'The key has less than a day of earlier traffic: nobody is a stranger for being new, and a silence of the log may go unnoticed.',
    )
  if (baseline.stability === 'shifting')
    notes.push(`New clients are not rare for this key${share}: indicators of novelty count one step less.`)
  if (baseline.stability === 'open')
    notes.push(`New clients are usual for this key${share}: indicators of novelty are information only.`)
  if (strangers.length > MAX_STRANGERS)
    notes.push(`Of ${strangers.length} strangers the ${MAX_STRANGERS} most active are listed.`)
  if (excused > 0)
    notes.push('Our own probes are known by the name that they give: check that their addresses are ours.')
  return notes
}

function toClientReport(client: ClientUse): ClientReport {
  return {
    ip: client.ip,
    userAgent: client.userAgent,
    requests: client.requests,
    succeeded: client.succeeded,
    firstSeenAt: client.firstSeen.toISOString(),
    lastSeenAt: client.lastSeen.toISOString(),
  }
}

function toSourceReport(loaded: LoadedRows['sources'][number]): SourceReport {
  const { source } = loaded
  return {
    name: source.name,
    file: source.file,
    format: source.format,
    sha256: loaded.sha256,
    rows: loaded.rows,
    duplicates: loaded.duplicates,
    rejected: { count: loaded.rejected.length, lines: loaded.rejected.slice(0, MAX_REJECTED_LISTED) },
    coversFrom: source.coversFrom.toISOString(),
    coversTo: source.coversTo.toISOString(),
    firstRowAt: isoOrNull(loaded.from),
    lastRowAt: isoOrNull(loaded.to),
  }
}

function isoOrNull(time: Date | null): string | null {
  return time === null ? null : time.toISOString()
}
