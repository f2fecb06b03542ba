import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { freshDatabase, START, testClock } from '../../test/fakes/database.ts'
import { createKeyRotation } from './key-rotation.ts'
import { fingerprintOf, openKeyring } from './keyring.ts'
import { createUnlock, lockOfShares, makeShares, noLock, parseLocked, passphraseLock } from './root-key-lock.ts'
import { changeLock, createRootKey, findRootKey } from './root-key.ts'

const ROOT = Buffer.alloc(32, 7)
const PASSPHRASE = new Sensitive('correct horse battery')

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rekey-lock-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('a passphrase opens what it locked, in either Unicode form; another one, or a changed file, does not', async () => {
  const text = await passphraseLock(new Sensitive('ein Schlüssel für alle')).seal(ROOT)
  expect(text).not.toContain(ROOT.toString('base64'))
  const decomposed = passphraseLock(new Sensitive('ein Schlüssel für alle'.normalize('NFD')))
  expect((await decomposed.open(text)).equals(ROOT)).toBe(true)
  await expect(passphraseLock(PASSPHRASE).open(text)).rejects.toMatchObject({ code: 'ROOT_KEY_LOCKED' })
  const cheap = text.replace(/"memoryKiB":\d+/, '"memoryKiB":8')
  await expect(decomposed.open(cheap)).rejects.toMatchObject({ code: 'ROOT_KEY_INVALID' })
  const greedy = text.replace(/"memoryKiB":\d+/, '"memoryKiB":99999999')
  await expect(decomposed.open(greedy)).rejects.toMatchObject({ code: 'ROOT_KEY_INVALID' })
  await expect(passphraseLock(new Sensitive('short')).seal(ROOT)).rejects.toMatchObject({
    code: 'ROOT_KEY_LOCK_INVALID',
  })
})

test('any three of five shares open it, two do not, and shares of another lock do not', async () => {
  const { lock, shares } = await makeShares(5, 3)
  const text = await lock.seal(ROOT)
  for (const some of [
    [0, 1, 2],
    [4, 2, 0],
    [1, 3, 4],
    [0, 1, 2, 3, 4],
  ]) {
    const given = some.map((i) => shares[i] as string)
    expect((await (await lockOfShares(text, given)).open(text)).equals(ROOT)).toBe(true)
  }
  const [a, b] = shares as [string, string]
  await expect(lockOfShares(text, [a, b, a])).rejects.toMatchObject({ code: 'ROOT_KEY_LOCKED' })
  const other = await makeShares(5, 3)
  await expect(lockOfShares(text, [a, b, other.shares[2] as string])).rejects.toMatchObject({ code: 'ROOT_KEY_LOCKED' })
  const slip = `${a.slice(0, -1)}${a.endsWith('A') ? 'Q' : 'A'}`
  await expect(lockOfShares(text, [b, slip])).rejects.toMatchObject({ code: 'ROOT_KEY_SHARE_INVALID' })
  await expect(makeShares(3, 1)).rejects.toMatchObject({ code: 'ROOT_KEY_LOCK_INVALID' })
})

test('a file changes its lock in place, and without what opens it nothing goes', async () => {
  const file = join(folder(), 'root.key')
  const key = await createRootKey(file)
  await changeLock(file, createUnlock(), passphraseLock(PASSPHRASE))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await expect(findRootKey({ file })).rejects.toMatchObject({ code: 'ROOT_KEY_LOCKED' })
  const unlock = createUnlock({ passphrase: PASSPHRASE })
  expect(await findRootKey({ file, unlock })).toEqual(key)
  const { lock, shares } = await makeShares(2, 2)
  await changeLock(file, unlock, lock)
  const byShares = createUnlock({ shares: (text) => lockOfShares(text, shares) })
  expect(await findRootKey({ file, unlock: byShares })).toEqual(key)
  await changeLock(file, byShares, noLock())
  expect(await findRootKey({ file })).toEqual(key)
})

test('a new root key lies under the same lock; a file that is another one by then is left alone', async () => {
  const db = await freshDatabase()
  const file = join(folder(), 'root.key')
  const { lock, shares } = await makeShares(3, 2)
  const key = await createRootKey(file, lock)
  const unlock = createUnlock({ shares: (text) => lockOfShares(text, shares) })
  const keyring = await openKeyring(db, key, START)
  const rotation = createKeyRotation({
    db,
    keyring,
    clock: testClock(),
    rootKey: { key, file, unlock },
    faultPoint: () => {},
  })
  const { rootKey } = await rotation.rotateRootKey('ada')
  expect(parseLocked(readFileSync(file, 'utf8'))).toMatchObject({ lock: 'shares', threshold: 2 })
  const next = (await findRootKey({
    file,
    unlock: createUnlock({ shares: (text) => lockOfShares(text, shares.slice(1)) }),
  })) as Buffer
  expect(fingerprintOf(next)).toBe(rootKey)
  rmSync(file)
  await createRootKey(file)
  await expect(rotation.rotateRootKey('ada')).rejects.toMatchObject({ code: 'ROOT_KEY_CHANGED' })
})
