/**
 * Where the root key comes from: the environment (REKEY_ROOT_KEY), or a file outside the data folder.
 * The key is made at the first start only; a database without its key is never given a new one.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { secretError } from './secret-error.ts'

const KEY_BYTES = 32

/** Undefined when there is none yet. Throws ROOT_KEY_INVALID. */
export async function findRootKey(source: { value?: string | undefined; file: string }): Promise<Buffer | undefined> {
  if (source.value !== undefined) return parseRootKey(source.value, 'REKEY_ROOT_KEY')
  const text = await readFile(source.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw secretError('ROOT_KEY_MISSING', `the root key file ${source.file} cannot be read (${error.code})`)
  })
  return text === undefined ? undefined : parseRootKey(text, source.file)
}

/** Writes a new key (mode 0600). Never overwrites: fails when the file exists. A write that fails leaves no file. */
export async function createRootKey(file: string): Promise<Buffer> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = randomBytes(KEY_BYTES)
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${key.toString('base64')}\n`)
    await handle.sync()
    await syncFolder(folder)
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return key
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

function parseRootKey(text: string, from: string): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, 'base64')
  // The decoder passes over what is not base64: a mistyped key would become another one in silence.
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(trimmed) || key.length !== KEY_BYTES)
    throw secretError('ROOT_KEY_INVALID', `the root key in ${from} is not 32 bytes in base64`)
  return key
}
