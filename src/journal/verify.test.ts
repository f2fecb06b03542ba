import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { freshDatabase, START } from '../../test/fakes/database.ts'
import { append } from './append.ts'
import { chainEntry, GENESIS, type ChainedEntry, type ChainHead } from './chain.ts'
import { readAll, readHead } from './read.ts'
import { verifyJournal, verifyJournalFile } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekey-journal-'))
afterAll(() => rmSync(folder, { recursive: true }))

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
})

async function writeTen(): Promise<void> {
  const entries = Array.from({ length: 10 }, (_, i) => ({
    actor: 'ada',
    action: 'secret.read',
    subject: `secret ${i + 1}`,
    detail: { version: i + 1 },
  }))
  await append(db, START, entries)
}

test('an empty journal is whole', async () => {
  expect(await verifyJournal(db)).toEqual({ ok: true, entries: 0, head: GENESIS })
})

test.each([
  ['edited', sql`update journal set actor = 'eve' where seq = 4`, 3, 'entry 4 was changed after it was written'],
  ['edited in its facts', sql`update journal set detail = '{"version": 9}' where seq = 4`, 3, 'entry 4 was changed'],
  ['given another time', sql`update journal set at = at + interval '1 ms' where seq = 4`, 3, 'entry 4 was changed'],
  ['removed', sql`delete from journal where seq = 4`, 3, 'entry 4 is missing: 5 follows 3'],
  ['the first removed', sql`delete from journal where seq = 1`, 0, 'entry 1 is missing'],
  [
    'removed, with the rest moved up',
    sql`delete from journal where seq = 4; update journal set seq = seq - 1 where seq > 4`,
    3,
    'entry 4 does not follow',
  ],
  [
    'exchanged',
    sql`update journal set seq = case seq when 4 then 105 else 104 end where seq in (4, 5); update journal set seq = seq - 100 where seq > 100`,
    3,
    'entry 4 does not follow',
  ],
  [
    'inserted',
    sql`update journal set seq = seq + 100 where seq > 4; insert into journal select 5, at, 'eve', action, subject, detail, hash, hash from journal where seq = 4; update journal set seq = seq - 99 where seq > 100`,
    4,
    'entry 5 was changed',
  ],
  [
    'the tail cut',
    sql`delete from journal where seq > 7`,
    7,
    'ends at entry 7, but its head says 10: the tail was cut',
  ],
  ['all removed', sql`delete from journal`, 0, 'the tail was cut'],
  ['the head turned back', sql`update journal_head set seq = 7`, 10, 'ends at entry 10, but its head says 7'],
  ['the head removed', sql`delete from journal_head`, 10, 'ends at entry 10, but its head says 0'],
])('%s: found, and said where', async (_what, statements, whole, problem) => {
  await writeTen()
  expect((await verifyJournal(db)).ok).toBe(true)
  // Statements one by one: a prepared statement holds one.
  for (const statement of statements.compile(db).sql.split(';')) await sql.raw(statement).execute(db)
  expect(await verifyJournal(db)).toMatchObject({
    ok: false,
    entries: whole,
    problem: expect.stringContaining(problem) as string,
  })
})

test('an export verifies as it came out of the database', async () => {
  await writeTen()
  const lines: string[] = []
  for await (const entry of readAll(db)) lines.push(`${JSON.stringify(entry)}\n`)
  const file = join(folder, 'export.ndjson')
  writeFileSync(file, lines.join(''))
  expect(await verifyJournalFile(file, await readHead(db))).toMatchObject({ ok: true, entries: 10 })
})

test('a file that is not there is an error, not an empty journal', async () => {
  await expect(verifyJournalFile(join(folder, 'nothing'))).rejects.toThrow('ENOENT')
})

// ---------- any tampering of an export ----------

const entries = fc
  .array(
    fc.record({
      actor: fc.string({ maxLength: 8 }),
      action: fc.constantFrom('secret.read', 'version.stored'),
      subject: fc.string({ maxLength: 8 }),
      detail: fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.integer(), fc.string({ maxLength: 6 }))),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map((list) =>
    list.reduce<ChainedEntry[]>(
      (chain, entry, i) => [...chain, chainEntry(chain.at(-1) ?? GENESIS, { ...entry, at: new Date(i * 1_000) })],
      [],
    ),
  )

const index = fc.nat(1_000)
const tampering = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), at: index, field: fc.nat(7) }),
  fc.record({ kind: fc.constant('remove' as const), at: index, count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('exchange' as const), at: index, other: index }),
  fc.record({ kind: fc.constant('repeat' as const), at: index, to: index }),
  fc.record({ kind: fc.constant('forge' as const), at: index }),
  fc.record({ kind: fc.constant('byte' as const), at: index, to: fc.integer({ min: 32, max: 126 }) }),
)

function tamper(
  chain: readonly ChainedEntry[],
  how: typeof tampering extends fc.Arbitrary<infer T> ? T : never,
): string {
  const list = chain.map((entry): ChainedEntry => ({ ...entry }))
  const at = how.at % list.length
  const entry = list[at] as ChainedEntry
  const write = (): string => list.map((one) => `${JSON.stringify(one)}\n`).join('')
  switch (how.kind) {
    case 'edit': {
      const field = Object.keys(entry)[how.field] as keyof ChainedEntry
      const old = entry[field]
      const edited =
        typeof old === 'number'
          ? old + 1
          : old instanceof Date
            ? new Date(+old + 1)
            : typeof old === 'object'
              ? { ...old, eve: 1 }
              : `${old}x`
      list[at] = { ...entry, [field]: edited }
      return write()
    }
    case 'remove':
      list.splice(at, how.count)
      return write()
    case 'exchange': {
      const other = how.other % list.length
      list[at] = list[other] as ChainedEntry
      list[other] = entry
      return write()
    }
    case 'repeat':
      list.splice(how.to % (list.length + 1), 0, entry)
      return write()
    case 'forge': // A wrong entry whose own hash is right: only the entries after it give it away, or the head.
      list[at] = chainEntry(list[at - 1] ?? GENESIS, { ...entry, actor: `${entry.actor}x` })
      return write()
    case 'byte': {
      const text = Buffer.from(write())
      text[(how.at * 7_919) % text.length] = how.to
      return text.toString('latin1')
    }
  }
}

test('whatever is done to an export is found, when its head is known', async () => {
  const file = join(folder, 'tampered.ndjson')
  await fc.assert(
    fc.asyncProperty(entries, tampering, async (chain, how) => {
      const whole = chain.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      const head: ChainHead = chain.at(-1) as ChainedEntry
      const tampered = tamper(chain, how)
      writeFileSync(file, tampered)
      // A last line without its end is still the whole last line.
      const isSame = tampered.replace(/\n+$/, '') === whole.replace(/\n+$/, '')
      const check = await verifyJournalFile(file, { seq: head.seq, hash: head.hash })
      expect(check.ok, JSON.stringify(check)).toBe(isSame)
    }),
    { numRuns: 400 },
  )
})
