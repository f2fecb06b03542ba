import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { freshDatabase, START } from '../../test/fakes/database.ts'
import type { Db } from './connect.ts'
import { migrate } from './migrate.ts'

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
})

/** Changes the record of what ran, and puts it back: the database is shared. */
async function withRecord(change: string, act: () => Promise<void>): Promise<void> {
  const before = await sql<{ name: string; hash: string; run_at: Date }>`select * from migrations`.execute(db)
  await sql.raw(change).execute(db)
  try {
    await act()
  } finally {
    await sql`delete from migrations`.execute(db)
    for (const { name, hash, run_at } of before.rows)
      await sql`insert into migrations values (${name}, ${hash}, ${run_at})`.execute(db)
  }
}

test('what ran once does not run again', async () => {
  expect(await migrate(db, START)).toEqual([])
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(db)
  expect(rows[0]).toEqual({ name: '0001-start.sql' })
})

test('a migration that was changed after it ran stops the start, and nothing runs', async () => {
  await withRecord(`update migrations set hash = 'another' where name = '0001-start.sql'`, async () => {
    await expect(migrate(db, START)).rejects.toMatchObject({ code: 'DB_MIGRATION_CHANGED' })
  })
})

test('a database of a newer version is refused', async () => {
  await withRecord(`insert into migrations values ('9999-later.sql', 'x', now())`, async () => {
    await expect(migrate(db, START)).rejects.toMatchObject({
      code: 'DB_TOO_NEW',
      message: expect.stringContaining('9999-later.sql') as string,
    })
  })
})

test('a migration that fails leaves nothing of itself', async () => {
  // Its tables are there already: the first statement fails, and the record stays empty.
  await withRecord('delete from migrations', async () => {
    await expect(migrate(db, START)).rejects.toThrow('already exists')
    expect((await sql`select name from migrations`.execute(db)).rows).toEqual([])
  })
})

test('a counter beyond what a number holds is an error, not another number', async () => {
  const read = (value: string): Promise<unknown> => sql`select ${sql.raw(value)}::bigint as count`.execute(db)
  expect(await read('9007199254740991')).toMatchObject({ rows: [{ count: Number.MAX_SAFE_INTEGER }] })
  await expect(read('9007199254740993')).rejects.toThrow('beyond 2^53')
})
