/** Small logs for tests: rows with the few fields that matter, written as NDJSON into a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLogDatabase, type LogDatabase } from './engine.ts'
import { prepareFacts, windowParams, type Window } from './facts.ts'
import type { LogRow } from './log-row.ts'
import { NO_EXTRAS } from './formats/format.ts'

/** A row as a test writes it: `at` as `2026-03-12 23:44:41`. */
export interface TestRow extends Partial<Omit<LogRow, 'at'>> {
  readonly at: string
}

export function utc(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`)
}

export function logRow(row: TestRow): LogRow {
  return {
    ...NO_EXTRAS,
    clientIp: '10.0.0.1',
    method: 'GET',
    path: '/v1/events',
    status: 200,
    userAgent: 'Shop/1.0',
    keyId: 'key_old',
    ...row,
    at: utc(row.at).getTime(),
  }
}

/** `Shop/1.0` on 10.0.0.1 reads `/v1/events` every quarter of an hour through three days before the leak. */
export function quietDays(): LogRow[] {
  const rows: LogRow[] = []
  for (let at = utc('2026-03-09 00:00:00').getTime(); at < LEAK.getTime(); at += 900_000) {
    rows.push({ ...logRow({ at: '2026-03-09 00:00:00' }), at })
  }
  return rows
}

export const LEAK = utc('2026-03-12 12:00:00')
export const REFUSED = utc('2026-03-12 13:00:00')

export const WINDOW: Window = {
  key: 'key_old',
  newKey: 'key_new',
  baselineFrom: utc('2026-03-01 00:00:00'),
  leakedAt: LEAK,
  refusedAt: REFUSED,
  newKeyAt: utc('2026-03-12 12:30:00'),
  until: utc('2026-03-12 14:00:00'),
}

/** Runs `ask` on a locked database of these rows. */
export async function withLog<T>(
  rows: readonly LogRow[],
  ask: (database: LogDatabase, params: ReturnType<typeof windowParams>) => Promise<T>,
): Promise<T> {
  const database = await openLogDatabase()
  try {
    await database.load(rows, 'test')
    await prepareFacts(database, WINDOW, [])
    await database.lockDown()
    return await ask(database, windowParams(WINDOW))
  } finally {
    database.close()
  }
}

/** A folder that is gone after `use`. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-forensics-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function writeLines(folder: string, lines: readonly (string | object)[]): string {
  const file = join(folder, 'log.ndjson')
  writeFileSync(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''))
  return file
}
