/**
 * The restore drill: a house under a lock of shares is backed up while it serves, the backup is proven, and restored
 * into another folder; there everything is as it was. A backup that is killed leaves none that looks like one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../src/drill/stage.ts'
import { openHouse, type House } from './program.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a backup is made, proven and restored elsewhere; the root key lies under shares all the while', async () => {
  let up = await house.up()
  await house.set('shop/production/KEY', 'canary one')
  await house.set('shop/production/KEY', 'canary two')
  await up.stop()
  const locked = await house.run(['keyring', 'lock', 'shares', '--shares', '3', '--threshold', '2'])
  const shares = [...locked.stdout.matchAll(/^Share \d: (\S+)$/gm)].map(([, share = '']) => share)
  expect(shares).toHaveLength(3)

  const port = String(await freePort())
  const server = `http://127.0.0.1:${port}`
  const starting = house.up(['--port', port])
  const unseal = async (share: string): Promise<string> => {
    const { stdout } = await house.run(['unseal', '--server', server], { input: share })
    return stdout
  }
  await expect
    .poll(() => unseal(shares[2] as string), { timeout: 20_000, interval: 300 })
    .toBe('1 of 2 shares are in.\n')
  expect(await unseal(shares[0] as string)).toContain('The root key is open')
  up = await starting
  expect(await house.get('shop/production/KEY')).toBe('canary two')

  // As root a rename over a device takes it from the whole machine.
  execFileSync('mkfifo', [join(house.home, 'pipe')])
  expect((await house.run(['backup', 'create', 'pipe'])).stderr).toContain('pipe is there, and is no file')
  expect(lstatSync(join(house.home, 'pipe')).isFIFO()).toBe(true)
  expect((await house.run(['backup', 'create', 'all.backup'])).stdout).toMatch(/^Wrote all\.backup, \d+ bytes/)
  await house.set('shop/production/LATER', 'canary three')
  await up.stop()
  expect(readdirSync(join(house.home, 'data/files')).filter((name) => name.startsWith('backup-'))).toEqual([])

  expect(await house.run(['backup', 'verify', 'all.backup'])).toMatchObject({ code: 3 })
  const env = { REKEY_ROOT_SHARES: shares.slice(1).join(',') }
  expect((await house.run(['keyring', 'lock', 'none'], { env })).code).toBe(0)
  expect((await house.run(['backup', 'verify', 'all.backup'])).stdout).toContain('1 secrets, 2 values that open')
  const used = await house.run(['backup', 'restore', 'all.backup'])
  expect([used.code, used.stderr]).toEqual([3, expect.stringContaining('[BACKUP_TARGET_USED]')])
  expect((await house.run(['backup', 'restore', 'all.backup', '--data', 'other'])).code).toBe(0)

  // A restore is a rollback: it is accepted by somebody, with a reason.
  expect((await house.run(['up', '--port', '0', '--data', 'other'])).stderr).toContain('[JOURNAL_ROLLED_BACK]')
  await house.up(['--data', 'other', '--accept-rollback', 'restored from a backup'])
  expect(await house.get('shop/production/KEY')).toBe('canary two')
  expect((await house.run(['secret', 'history', 'shop/production/KEY'])).stdout).toMatch(/^ +1 .*\n +2 .*current\n$/)
  expect((await house.run(['secret', 'get', 'shop/production/LATER'])).stderr).toContain('[SECRET_NOT_FOUND]')
  expect((await house.run(['journal', 'verify'])).stdout).toContain('The journal is whole')
}, 120_000)

test('a server that is killed in the middle of a backup leaves none, and loses nothing', async () => {
  await house.up([], { REKEY_KILL_AT: 'backup:chunk', REKEY_KILL_MARK: join(house.home, 'killed') })
  await house.set('shop/production/KEY', 'canary one')
  const failed = await house.run(['backup', 'create', 'all.backup'])
  expect(failed.code).toBe(2)
  expect(readdirSync(house.home).filter((name) => name.includes('backup'))).toEqual([])
  await writeFile(join(house.home, 'cut.backup'), '{"rekey backup":1}\n')
  expect((await house.run(['backup', 'verify', 'cut.backup'])).stderr).toContain('[BACKUP_INVALID]')
  await house.up()
  expect(readdirSync(join(house.home, 'data/files'))).toEqual([])
  expect(await house.get('shop/production/KEY')).toBe('canary one')
  expect((await house.run(['backup', 'create', 'all.backup'])).code).toBe(0)
  expect(existsSync(join(house.home, 'all.backup'))).toBe(true)
}, 120_000)
