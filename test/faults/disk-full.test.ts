/**
 * A full disk, really: the data folder stands on a small file system of its own, which is then filled. Mounting
 * needs root, which the machines that run these tests are.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, closeSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House, type Up } from './program.ts'

const MEGABYTE = 1024 * 1024
let house: House
let disk: string

beforeEach(async () => {
  house = await openHouse()
  disk = join(house.home, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128m', 'tmpfs', disk])
})
afterEach(async () => {
  // Lazily: the server that still uses it is ended by close(), which cannot remove a folder with a mount in it.
  execFileSync('umount', ['--lazy', disk])
  await house.close()
})

const freeBytes = (): number => statfsSync(disk).bavail * statfsSync(disk).bsize

/** Takes all space but `left`. */
function fill(left = 0): void {
  const file = openSync(join(disk, 'fill'), 'w')
  for (let rest = freeBytes() - left; rest > 0; rest -= MEGABYTE) {
    writeSync(file, Buffer.alloc(Math.min(rest, MEGABYTE)))
  }
  closeSync(file)
}

interface Stored {
  readonly name: string
  readonly value: string
}

/** Stores one after the other until one is refused. Returns those that were acknowledged, and the refusal. */
async function storeUntilRefused(up: Up): Promise<{ stored: Stored[]; refusal: Refusal }> {
  const stored: Stored[] = []
  for (let i = 0; i < 1_000; i++) {
    const name = `shop/disk/V_${i}`
    const value = `canary${randomBytes(24_000).toString('base64')}`
    const answer = await house.ask(up, 'PUT', `/api/values/${name}`, { value })
    if (!answer.ok) return { stored, refusal: (await answer.json()) as Refusal }
    stored.push({ name, value })
  }
  throw new Error('the disk took everything')
}

interface Refusal {
  readonly error: { readonly code: string; readonly hint: string }
}

async function expectAll(up: Up, stored: readonly Stored[]): Promise<void> {
  for (const { name, value } of stored) {
    const answer = await house.ask(up, 'GET', `/api/values/${name}`)
    expect(((await answer.json()) as { value?: string }).value === value, name).toBe(true)
  }
  expect((await house.run(['secret', 'list'])).stdout.match(/shop\/disk/g)?.length ?? 0).toBe(stored.length)
  expect((await house.run(['journal', 'verify'])).stdout).toContain('The journal is whole')
}

test('a write on a full disk is refused with the remedy; what was acknowledged is there, and it goes on', async () => {
  const up = await house.up(['--data', join(disk, 'data')])
  fill()
  const { stored, refusal } = await storeUntilRefused(up)
  expect(refusal.error).toMatchObject({ code: 'DB_DISK_FULL', hint: expect.stringContaining('Free space') })
  const big = randomBytes(24_000).toString('base64')
  const asked = await house.refuse(['secret', 'set', 'shop/disk/MORE'], { input: big })
  expect(asked).toMatch(/\[DB_DISK_FULL\]\nhint: Free space/)
  rmSync(join(disk, 'fill'))
  await expectAll(up, stored)
  expect((await house.set('shop/production/LAST', 'last-canary')).code).toBe(0)
  expect(await up.stop()).toBe(0)
}, 120_000)

test('no room for the log of the database: PostgreSQL panics, the server stays, and opens it again', async () => {
  const up = await house.up(['--data', join(disk, 'data')])
  // Enough for tables, too little for the next segment of the log.
  const wal = join(disk, 'data/pg/pg_wal')
  fill(14 * MEGABYTE)
  const segments = (): string[] => readdirSync(wal).filter((name) => /^[0-9A-F]{24}$/.test(name))
  const before = segments().length
  const { stored, refusal } = await storeUntilRefused(up)
  expect(segments()).toHaveLength(before)
  expect(freeBytes()).toBeGreaterThan(MEGABYTE)
  expect(refusal.error.code).toMatch(/^(DB_DISK_FULL|DB_CONNECTION_LOST)$/)
  expect(refusal.error.hint).toContain('space')
  expect(await house.refuse(['secret', 'list'])).toMatch(/\[DB_DISK_FULL\]\nhint: Free space/)
  rmSync(join(disk, 'fill'))
  await expectAll(up, stored)
  expect((await house.set('shop/production/LAST', 'last-canary')).code).toBe(0)
  expect(await up.stop()).toBe(0)
}, 120_000)

test('a first start on a full disk is refused, leaves nothing, and works when there is space', async () => {
  const data = join(disk, 'data')
  fill(10 * MEGABYTE)
  expect(await house.refuse(['up', '--port', '0', '--data', data])).toMatch(/\[DB_DISK_FULL\]\nhint: Free space/)
  expect(readdirSync(data)).toEqual([])
  expect(existsSync(join(house.home, 'root.key'))).toBe(false)
  rmSync(join(disk, 'fill'))
  await house.up(['--data', data])
}, 60_000)
