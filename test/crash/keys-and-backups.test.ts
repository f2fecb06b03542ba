/**
 * SIGKILL at any moment while values are written, the keyring and the root key are rotated and backups are made: every
 * acknowledged write is there, the chain holds, and the root key's file opens what there is. A few deaths here; a
 * hundred at night: `REKEY_KILLS=100 npm test -- test/crash/keys-and-backups`.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sleep } from '../../src/base/clock.ts'
import { createHouseApi, type HouseApi } from '../../src/drill/house-api.ts'
import { startServerChild, type ServerChild } from '../../src/drill/server-child.ts'
import { freePort } from '../../src/drill/stage.ts'
import { verifyBackup } from '../../src/secrets/backup/verify-backup.ts'
import { findRootKey } from '../../src/secrets/root-key.ts'
import { PROGRAM } from './scene.ts'

const KILLS = Number(process.env['REKEY_KILLS'] ?? 4)
const WRITERS = 3
/** A rotation of the keyring waits for 3 s in its middle: a death shall come before, within and after. */
const LONGEST_LIFE_MS = 4_500
const TROUBLES = ['/api/keyring/rotate', '/api/backup', '/api/keyring/rotate-root', '/api/backup']

let folder: string
let home: string
let server: ServerChild
let api: HouseApi
const ending = new AbortController()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-crash-'))
  home = join(folder, 'rekey')
  await mkdir(home, { mode: 0o700 })
  const port = await freePort()
  server = await startServerChild({
    program: PROGRAM,
    home,
    port,
    flags: ['--log-level', 'warn'],
    logFile: join(folder, 'log'),
  })
  api = createHouseApi(server.url, home, ending.signal)
})
afterAll(async () => {
  ending.abort()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Once, and without a second try: what a dying server does with it is the question. */
async function ask(path: string): Promise<Response> {
  const { token } = JSON.parse(await readFile(join(home, 'local.json'), 'utf8')) as { token: string }
  return fetch(server.url + path, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
}

test(
  `${KILLS} deaths among writes, rotations of keys and backups lose nothing`,
  async () => {
    const acknowledged = new Map<string, { value: string; version: number }>()
    const over = new AbortController()
    const writer = async (name: string): Promise<void> => {
      while (!over.signal.aborted) {
        const value = randomBytes(24).toString('base64url')
        const { version } = (await api.request('PUT', `/api/values/${name}`, { value })) as { version: number }
        acknowledged.set(name, { value, version })
      }
    }
    const done = new Map<string, number>()
    const trouble = async (): Promise<void> => {
      for (let i = 0; !over.signal.aborted; i++) {
        const path = TROUBLES[i % TROUBLES.length] as string
        const answer = await ask(path).catch(() => undefined)
        const bytes = await answer?.arrayBuffer().catch(() => undefined)
        if (answer?.ok && bytes) done.set(path, (done.get(path) ?? 0) + 1)
        await sleep(50)
      }
    }
    const killer = async (): Promise<void> => {
      for (let i = 0; i < KILLS; i++) {
        await sleep(randomInt(LONGEST_LIFE_MS))
        await server.kill()
        for (const [name, { version }] of acknowledged) {
          const now = (await api.request('GET', `/api/values/${name}`)) as { version: number }
          expect(now.version).toBeGreaterThanOrEqual(version)
        }
      }
      over.abort()
    }
    const names = Array.from({ length: WRITERS }, (_, i) => `shop/test/NAME_${i}`)
    await Promise.race([Promise.all([...names.map(writer), trouble(), killer()]), server.failed])

    expect(server.restarts()).toBeGreaterThanOrEqual(KILLS)
    expect(acknowledged.size).toBe(WRITERS)
    for (const [name, { value, version }] of acknowledged)
      expect(await api.request('GET', `/api/values/${name}`)).toMatchObject({ value, version })
    expect(await api.request('GET', '/api/journal/verify')).toMatchObject({ ok: true })
    expect((await readdir(home)).filter((name) => name.startsWith('root.key'))).toEqual(['root.key'])
    const backup = await ask('/api/backup')
    const bytes = Buffer.from(await backup.arrayBuffer())
    const rootKey = (await findRootKey({ file: join(home, 'root.key') })) as Buffer
    async function* once(): AsyncGenerator<Buffer> {
      yield bytes
    }
    expect((await verifyBackup(rootKey, once())).secrets).toBe(WRITERS)
  },
  120_000 + KILLS * 20_000,
)
