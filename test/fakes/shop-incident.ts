/** An incident of the project `shop`, with a leaked secret in rotation, as rows: what others must not see. */
import type { TestServer } from './test-server.ts'
import { START } from './database.ts'

/** Stands in every text of the shop's things. */
export const CANARY = 'canaryshop'

export interface ShopIncident {
  readonly incident: string
  readonly rotation: string
  readonly secret: string
  readonly value: string
}

export async function openShopIncident({ db, put, ask }: TestServer, admin: string): Promise<ShopIncident> {
  const secret = `shop/production/${CANARY}_KEY`
  const value = `${CANARY}-value-4711`
  const secretId = await put(secret, value, { provider: 'bank', kind: 'key' })
  await ask(admin, 'GET', `/api/values/${secret}`, undefined, { 'x-rekey-consumer': `${CANARY}-checkout` })
  const incident = `inc_${CANARY}`
  await db
    .insertInto('incidents')
    .values({
      id: incident,
      title: `Bank key in ${CANARY}`,
      state: 'containing',
      severity: 'SEV-2',
      score: 50,
      facts: '[]',
      channel: `#${CANARY}`,
      leaked_at: START,
      detected_at: START,
      opened_at: START,
      verdict: null,
      controls: null,
      settings: '{}',
    })
    .execute()
  await db
    .insertInto('leaks')
    .values({
      id: 'lek_1',
      incident_id: incident,
      leak_id: `leak-${CANARY}`,
      provider: 'bank',
      kind: 'key',
      rule: 'bank-key',
      secret_id: secretId,
      version: 1,
      file: `${CANARY}/.env`,
      line: 1,
      masked: 'bank_…',
      verdict: '{"state":"live"}',
      inspection: null,
    })
    .execute()
  await db.insertInto('tasks').values({ id: 'tsk_1', incident_id: incident, name: 'channel', text: CANARY }).execute()
  await db
    .insertInto('documents')
    .values({ incident_id: incident, kind: 'notice', markdown: CANARY, written_at: START })
    .execute()
  const started = await ask(admin, 'POST', '/api/rotations', { secret, reason: CANARY })
  return { incident, secret, value, rotation: started.json().id }
}
