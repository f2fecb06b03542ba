/**
 * Where the root key comes from: the environment (REKEY_ROOT_KEY), or a file outside the data folder.
 * The key is made at the first start only; a database without its key is never given a new one.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createUnlock, noLock, parseRootKey, type RootKeyLock, type Unlock } from './root-key-lock.ts'
import { secretError } from './secret-error.ts'

const KEY_BYTES = 32

interface Source {
  readonly value?: string | undefined
  readonly file: string
  /** Opens a file that is under a lock; without it such a file is refused. */
  readonly unlock?: Unlock | undefined
}

/** Undefined when there is none yet. Throws ROOT_KEY_INVALID or ROOT_KEY_LOCKED. */
export async function findRootKey(source: Source): Promise<Buffer | undefined> {
  if (source.value !== undefined) return parseRootKey(source.value, 'REKEY_ROOT_KEY')
  const text = await readFile(source.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw secretError('ROOT_KEY_MISSING', `the root key file ${source.file} cannot be read (${error.code})`)
  })
  if (text === undefined) return undefined
  const lock = await (source.unlock ?? createUnlock())(text)
  return lock.kind === 'none' ? parseRootKey(text, source.file) : lock.open(text)
}

/** A new key, in a file of mode 0600. Never overwrites: fails when the file exists. */
export async function createRootKey(file: string, lock: RootKeyLock = noLock()): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES)
  await writeRootKey(file, await lock.seal(key))
  return key
}

/** Never overwrites. A write that fails leaves no file. */
async function writeRootKey(file: string, text: string): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
    await syncFolder(folder)
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

/** The same key under another lock, in the place of the file, at once. Throws what opening throws, and ROOT_KEY_MISSING. */
export async function changeLock(file: string, unlock: Unlock, lock: RootKeyLock): Promise<void> {
  const key = await findRootKey({ file, unlock })
  if (!key) throw secretError('ROOT_KEY_MISSING', `there is no root key at ${file}`)
  const text = await lock.seal(key)
  if (!(await lock.open(text)).equals(key)) throw secretError('ROOT_KEY_INVALID', 'the lock does not give the key back')
  const next = `${file}.locked`
  await rm(next, { force: true })
  await writeRootKey(next, text)
  await rename(next, file)
  await syncFolderOf(file)
}

/** After a file was moved or removed there. */
export function syncFolderOf(file: string): Promise<void> {
  return syncFolder(dirname(file))
}

/** A name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
