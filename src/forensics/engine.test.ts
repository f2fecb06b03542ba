import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isRekeyError } from '../base/errors.ts'
import { articleQuery } from './article-query.ts'
import { openLogDatabase } from './engine.ts'
import { logRow, utc, withFolder } from './test-log.ts'

async function opened() {
  const database = await openLogDatabase()
  await database.load([logRow({ at: '2026-03-12 23:40:00' }), logRow({ at: '2026-03-12 23:50:00' })], 'test')
  return database
}

function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'answered',
    (error: unknown) => (isRekeyError(error) ? error.code : String(error)),
  )
}

test('a missing package is a clear error with a way out', async () => {
  const importEngine = () => Promise.reject(new Error('Cannot find package'))
  await expect(openLogDatabase({ importEngine })).rejects.toMatchObject({
    code: 'FORENSICS_ENGINE_MISSING',
    hint: expect.stringContaining('@duckdb/node-api'),
  })
})

test('times go in and come out in UTC', async () => {
  const database = await opened()
  const rows = await database.query('SELECT request_timestamp AS moment FROM api_access_logs ORDER BY moment LIMIT 1')
  expect(rows).toEqual([{ moment: utc('2026-03-12 23:40:00') }])
  database.close()
})

test('a locked database reads and writes no file, loads nothing and cannot be unlocked', async () => {
  await withFolder(async (folder) => {
    const database = await opened()
    await database.lockDown()
    const target = join(folder, 'out.csv')
    const byEngine = [
      `COPY api_access_logs TO '${target}'`,
      `ATTACH '${join(folder, 'other.db')}'`,
      `SELECT * FROM read_csv('/etc/passwd')`,
      `SELECT * FROM read_text('/etc/passwd')`,
      `SELECT * FROM glob('/*')`,
      `SET enable_external_access=true`,
      `SET lock_configuration=false`,
    ]
    const byUs = [`CREATE TABLE more (a INTEGER)`, `DELETE FROM api_access_logs`, `SELECT 1; SELECT 2`, `no SQL`]
    for (const door of [...byEngine, ...byUs, `INSTALL httpfs`, `EXPORT DATABASE '${folder}'`]) {
      expect(await refusal(database.query(door)), door).toBe('FORENSICS_QUERY_REFUSED')
    }
    expect(existsSync(target)).toBe(false)
    expect(await refusal(database.load([], 'late'))).toBe('FORENSICS_QUERY_REFUSED')
    expect(await refusal(database.prepare('CREATE TABLE more (a INTEGER)'))).toBe('FORENSICS_QUERY_REFUSED')
    database.close()
  })
})

test('the files are locked by the engine itself, below our own check of the statement', async () => {
  const database = await opened()
  const read = `SELECT content FROM read_text('/etc/hostname')`
  expect(await refusal(database.query(read))).toBe('answered')
  await database.lockDown()
  await expect(database.query(read)).rejects.toThrow(/Permission Error/)
  expect(await database.query(`SELECT current_setting('enable_external_access') AS open`)).toEqual([{ open: false }])
  database.close()
})

test('a query that runs too long is interrupted and the database lives on', async () => {
  const database = await openLogDatabase({ timeoutMs: 700 })
  const endless = 'SELECT sum(range % 7) FROM range(10000000000000)'
  expect(await refusal(database.query(endless))).toBe('FORENSICS_QUERY_TIMEOUT')
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  database.close()
})

test('a query that needs more memory than allowed is a clear error', async () => {
  const database = await openLogDatabase({ memoryLimit: '20MB' })
  const large = 'SELECT list(range ORDER BY hash(range)) AS all_of_them FROM range(20000000)'
  expect(await refusal(database.query(large))).toBe('FORENSICS_MEMORY_EXCEEDED')
  database.close()
})

test('values are bound, so SQL in a key id or in a User-Agent stays text', async () => {
  const hostile = `'; DROP TABLE api_access_logs; --`
  const database = await openLogDatabase()
  await database.load([logRow({ at: '2026-03-12 23:40:00', keyId: hostile, userAgent: hostile })], 'test')
  await database.lockDown()
  const { sql, params } = articleQuery(hostile, utc('2026-03-12 00:00:00'))
  expect(await database.query(sql, params)).toMatchObject([{ user_agent: hostile }])
  expect(await database.query('SELECT count(*)::INTEGER AS n FROM api_access_logs')).toEqual([{ n: 1 }])
  database.close()
})

test('a database file keeps its rows out of memory and works when locked', async () => {
  await withFolder(async (folder) => {
    const database = await openLogDatabase({ path: join(folder, 'logs.duckdb'), memoryLimit: '256MB' })
    await database.load([logRow({ at: '2026-03-12 23:40:00' })], 'test')
    await database.lockDown()
    expect(await database.query('SELECT source FROM api_access_logs')).toEqual([{ source: 'test' }])
    database.close()
    expect(existsSync(join(folder, 'logs.duckdb'))).toBe(true)
  })
})
