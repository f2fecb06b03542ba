/**
 * What must be true after a crash, found out from outside: own logins, own calls to the provider, the journal,
 * the files. Nothing here believes what the server says about itself where it can be asked elsewhere.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { Sensitive } from '../../src/base/sensitive.ts'
import { connectDb, type Location } from '../../src/db/connect.ts'
import { DATABASE_SECRET, STRIPE_SECRET, type Stage } from '../../src/drill/stage.ts'
import { verifyJournal } from '../../src/journal/verify.ts'
import type { RotationBody } from '../../src/server/api/rotation-view.ts'
import type { ConsumerView } from '../../src/server/api/schemas.ts'
import type { Static } from '@sinclair/typebox'
import { readJournal } from './scene.ts'

/** `accepted`, or the SQLSTATE of the refusal. Everything else throws. */
async function logIn(url: Sensitive): Promise<string> {
  const client = new pg.Client({ connectionString: url.reveal(), connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return 'accepted'
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '28P01' || code === '28000') return code
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function callStripe({ stripe }: Stage, key: Sensitive): Promise<number> {
  const headers = { authorization: `Bearer ${key.reveal()}`, 'user-agent': 'crash-test' }
  return (await fetch(`${stripe.url}/v1/balance`, { headers })).status
}

export async function currentValue({ api }: Stage, name: string): Promise<{ value: Sensitive; version: number }> {
  const answer = (await api.request('GET', `/api/values/${name}`)) as { value: string; version: number }
  return { value: new Sensitive(answer.value), version: answer.version }
}

/** The new key opens the door, the old one does not, and no third one exists. */
export async function expectKeys(stage: Stage, secret: string, old: Sensitive, rotations: number): Promise<void> {
  const { value } = await currentValue(stage, secret)
  if (secret === DATABASE_SECRET) {
    expect({ new: await logIn(value), old: await logIn(old) }).toEqual({
      new: 'accepted',
      old: expect.stringMatching(/^28/),
    })
    await expectTwins(stage, value, old)
  } else {
    expect({ new: await callStripe(stage, value), old: await callStripe(stage, old) }).toEqual({ new: 200, old: 401 })
    await expectStripeKeys(stage, value, rotations)
  }
}

async function expectTwins({ database }: Stage, fresh: Sensitive, old: Sensitive): Promise<void> {
  const admin = new pg.Client({ connectionString: database.adminUrl.reveal() })
  await admin.connect()
  try {
    const { rows } = await admin.query(
      `select rolname as role, rolcanlogin as login from pg_roles where rolname = any($1) order by 2`,
      [[database.userA, database.userB]],
    )
    expect(rows).toEqual([
      { role: userOf(old), login: false },
      { role: userOf(fresh), login: true },
    ])
    const sessions = await admin.query('select pid from pg_stat_activity where usename = $1', [userOf(old)])
    expect(sessions.rows).toEqual([])
  } finally {
    await admin.end()
  }
}

const userOf = (url: Sensitive): string => new URL(url.reveal()).username

/** A create that was done twice would leave a key that nobody knows: active, or expired beyond the count. */
async function expectStripeKeys({ stripe }: Stage, fresh: Sensitive, rotations: number): Promise<void> {
  const headers = {
    authorization: `Bearer ${stripe.managingKey.reveal()}`,
    'stripe-version': '2026-08-26.preview',
    'stripe-context': stripe.account,
  }
  const answer = await fetch(`${stripe.url}/v2/iam/api_keys?limit=100&include_expired=true`, { headers })
  const { data } = (await answer.json()) as {
    data: { name: string; status: string; secret_key?: { secret_token_redacted: string } }[]
  }
  const active = data.filter(({ status }) => status === 'active')
  expect(active.map(({ name }) => name).toSorted()).toEqual([
    'Rekey app',
    'Reports',
    'Shop browser',
    'Shop server',
    'Shop test',
  ])
  expect(active.find(({ name }) => name === 'Shop server')?.secret_key?.secret_token_redacted.slice(-4)).toBe(
    fresh.reveal().slice(-4),
  )
  expect(data.filter(({ name }) => name === 'Shop server')).toHaveLength(1 + rotations)
}

/** Whoever was ever seen with this secret holds its new version. */
export async function expectConsumersMoved({ api }: Stage, { secret, newVersion }: RotationBody): Promise<void> {
  const { consumers } = (await api.request('GET', `/api/consumers/${secret}`)) as {
    consumers: Static<typeof ConsumerView>[]
  }
  const expected = secret === STRIPE_SECRET ? ['checkout'] : ['accounts', 'checkout', 'nightly-report']
  expect(consumers.map(({ name, version }) => [name, version])).toEqual(expected.map((name) => [name, newVersion]))
}

/** The chain is whole; each step was announced before it was done, and was done once. */
export async function expectJournal({ api }: Stage, rotation: RotationBody): Promise<void> {
  expect(await api.request('GET', '/api/journal/verify')).toMatchObject({ ok: true })
  const entries = await readJournal(api)
  const story = entries
    .filter(({ subject, action }) => subject === rotation.id && /started|done|failed|human/.test(action))
    .map(({ action, detail }) => (typeof detail['step'] === 'string' ? `${action} ${detail['step']}` : action))
  expect(story).toEqual([
    'rotation.started',
    ...rotation.steps.flatMap(({ step }) => [`rotation.step-started ${step}`, `rotation.step-done ${step}`]),
    'rotation.done',
  ])
  const promoted = entries.filter(
    ({ action, subject, detail }) =>
      action === 'version.promoted' && subject === rotation.secret && detail['version'] === rotation.newVersion,
  )
  expect(promoted).toHaveLength(1)
}

/** The part of each value that opens something. */
export function canaryOf(value: Sensitive): string {
  const text = value.reveal()
  return URL.canParse(text) && new URL(text).password ? new URL(text).password : text
}

/** None of the values stands in the clear in any file below these folders. */
export async function expectNoPlaintext(folders: readonly string[], canaries: Iterable<string>): Promise<void> {
  const wanted = [...canaries].map((canary) => Buffer.from(canary))
  const found: string[] = []
  let files = 0
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      files++
      const bytes = await readFile(join(entry.parentPath, entry.name))
      for (const [i, canary] of wanted.entries()) {
        if (bytes.includes(canary)) found.push(`value ${i} in ${join(entry.parentPath, entry.name)}`)
      }
    }
  }
  expect(found).toEqual([])
  expect(files).toBeGreaterThan(0)
}

/** Opens the stopped server's own database: one current version, no candidate, no material left behind. */
export async function expectTidyStore(location: Location, rotationsOf: ReadonlyMap<string, number>): Promise<void> {
  const { db, close } = await connectDb(location)
  try {
    for (const [secret, rotations] of rotationsOf) {
      const [project, environment, name] = secret.split('/') as [string, string, string]
      const versions = await db
        .selectFrom('versions')
        .innerJoin('secrets', 'secrets.id', 'versions.secret_id')
        .leftJoin('version_stages', 'version_stages.version_id', 'versions.id')
        .select(['versions.number', 'version_stages.stage'])
        .where('project', '=', project)
        .where('environment', '=', environment)
        .where('secrets.name', '=', name)
        .orderBy('versions.number')
        .execute()
      const stages = Array.from({ length: rotations + 1 }, (_, i) => ({
        number: i + 1,
        stage: i === rotations ? 'current' : i === rotations - 1 ? 'previous' : null,
      }))
      expect(versions).toEqual(stages)
    }
    const left = await db
      .selectFrom('rotations')
      .select(['id', 'status', 'owner'])
      .where((eb) => eb.or([eb('status', '!=', 'done'), eb('sealed_material', 'is not', null)]))
      .execute()
    expect(left).toEqual([])
    expect(await verifyJournal(db)).toMatchObject({ ok: true })
  } finally {
    await close()
  }
}
