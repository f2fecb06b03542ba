import { beforeEach, expect, test } from 'vitest'
import { allow, EVERYTHING } from '../../test/fakes/test-server.ts'
import { freshDatabase, START } from '../../test/fakes/database.ts'
import type { Db } from '../db/connect.ts'
import type { Policy } from '../db/tables.ts'
import { requireDirectWrite } from './approvals.ts'

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
  const rule = { ttl_ms: 86_400_000, created_at: START, created_by: 'test' }
  await db
    .insertInto('approval_rules')
    .values([
      { ...rule, id: 'apr_1', pattern: 'shop/production/**', bypass: true },
      { ...rule, id: 'apr_2', pattern: 'bank/**', bypass: false },
    ])
    .execute()
})

const write = (name: string, policies: readonly Policy[], bypassReason?: string) =>
  db.transaction().execute((tx) =>
    requireDirectWrite(tx, START, {
      identity: { id: 'i', name: 'anna', kind: 'person', policies },
      name,
      bypassReason,
    }),
  )
const REASON = 'the bank is on fire'

test('a write passes where no rule is, and takes a second person where one is', async () => {
  await write('shop/dev/KEY', EVERYTHING)
  await expect(write('shop/production/KEY', EVERYTHING)).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
})

test('in an emergency an administrator passes alone where the rule permits it, and the journal says so', async () => {
  await write('shop/production/KEY', EVERYTHING, REASON)
  const entry = await db.selectFrom('journal').selectAll().executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ action: 'approval.BYPASSED', actor: 'anna', detail: { reason: REASON } })
  for (const [name, policies, reason] of [
    ['bank/production/KEY', EVERYTHING, REASON],
    ['shop/production/KEY', [allow('**', 'write')], REASON],
    ['shop/production/KEY', EVERYTHING, '  because  '],
  ] as const) {
    await expect(write(name, policies, reason)).rejects.toMatchObject({ code: 'BYPASS_REFUSED' })
  }
})
