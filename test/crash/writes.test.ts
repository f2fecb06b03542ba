/** An acknowledged write is on disk: SIGKILL in the middle of many writes loses none of them. */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHouseApi, type HouseApi } from '../../src/drill/house-api.ts'
import { startServerChild, type ServerChild } from '../../src/drill/server-child.ts'
import { freePort } from '../../src/drill/stage.ts'
import { expectNoPlaintext } from './proofs.ts'
import { PROGRAM, readJournal } from './scene.ts'

const WRITES = 30
const WRITERS = 3
/** It dies when so many writes are acknowledged. */
const DEATHS = [7, 15, 23]

let folder: string
let home: string
let server: ServerChild
let api: HouseApi
const ending = new AbortController()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-crash-'))
  home = join(folder, 'rekey')
  await mkdir(home, { mode: 0o700 })
  server = await startServerChild({
    program: PROGRAM,
    home,
    port: await freePort(),
    flags: ['--log-level', 'warn'],
    logFile: join(folder, 'server.log'),
  })
  api = createHouseApi(server.url, home, ending.signal)
})

afterAll(async () => {
  ending.abort()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test(`${WRITES} acknowledged writes survive ${DEATHS.length} kills, and each was journalled`, async () => {
  const values = new Map(
    Array.from({ length: WRITES }, (_, i) => [`shop/test/NAME_${i}`, randomBytes(24).toString('base64url')]),
  )
  const acknowledged = new Map<string, number>()
  const restartsBefore = server.restarts()
  // One after the other: work begins before a server says that it is ready, and two kills at once are one.
  let kills: Promise<unknown> = Promise.resolve()
  const queue = [...values]
  const writer = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [name, value] = next
      const { version } = (await api.request('PUT', `/api/values/${name}`, { value })) as { version: number }
      acknowledged.set(name, version)
      if (DEATHS.includes(acknowledged.size)) kills = kills.then(() => server.kill())
    }
  }
  await Promise.race([Promise.all(Array.from({ length: WRITERS }, writer)), server.failed])
  await kills

  expect(acknowledged.size).toBe(WRITES)
  expect(server.restarts() - restartsBefore).toBe(DEATHS.length)
  for (const [name, value] of values) {
    // A write whose answer was lost was sent again: it may stand twice, never not at all.
    const stored = (await api.request('GET', `/api/values/${name}`)) as { value: string; version: number }
    expect(stored).toMatchObject({ value, version: acknowledged.get(name) })
  }
  expect(await api.request('GET', '/api/journal/verify')).toMatchObject({ ok: true })
  const stored = (await readJournal(api)).filter(({ action }) => action === 'version.stored')
  for (const [name, version] of acknowledged) {
    const versions = stored.filter(({ subject }) => subject === name).map(({ detail }) => detail['version'])
    expect(versions).toEqual(Array.from({ length: version }, (_, i) => i + 1))
  }
  await server.stop()
  await expectNoPlaintext([folder], values.values())
})
