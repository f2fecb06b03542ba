/**
 * What a scan of a history leaves for the next one, in a file of its own for each repository: the ids that were
 * searched and the hits that they gave, without a key in the clear. The file belongs to one user, is read by nobody
 * else, and carries a keyed hash over all of it: what is damaged, foreign or of another catalogue is not believed.
 */
import { createHmac, randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { equalInConstantTime, sha256Hex } from '../../base/signing.ts'
import { readKnownObjects, type KnownObjects } from '../../sources/pack/known-objects.ts'

export interface MemoryFile {
  readonly path: string
  /** Hash of everything that decides what a scan finds: rules, program, options, the key of the leak ids. */
  readonly print: string
  readonly leakKey: Buffer | string
}

export interface Stored {
  readonly known: KnownObjects
  /** JSON, checked by nobody: the keyed hash says that we wrote it. */
  readonly notes: unknown
}

const MAGIC = Buffer.from('rekey history 1\n')
const HASH_BYTES = 32
/** Magic, print, lengths of notes and ids; then these, then the keyed hash. */
const HEADER_BYTES = MAGIC.length + HASH_BYTES + 16
const MAX_BYTES = 1024 ** 3

export function memoryPath(folder: string, commonDir: string): string {
  return join(folder, `${sha256Hex(commonDir).slice(0, 24)}.history`)
}

/** Undefined when there is no file; a text that says why when it is not to be used. */
export function readMemory({ path, print, leakKey }: MemoryFile): Stored | string | undefined {
  const bytes = readOwn(path)
  if (bytes === undefined || typeof bytes === 'string') return bytes
  if (bytes.length < HEADER_BYTES + HASH_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return 'it is none'
  const end = bytes.length - HASH_BYTES
  const mac = createHmac('sha256', leakKey).update(bytes.subarray(0, end)).digest()
  if (!equalInConstantTime(mac, bytes.subarray(end))) return 'it is damaged, or made with another REKEY_LEAK_KEY'
  if (bytes.toString('hex', MAGIC.length, MAGIC.length + HASH_BYTES) !== print) {
    return 'it was made by another version of the rules, or with other options'
  }
  const notesEnd = HEADER_BYTES + Number(bytes.readBigUInt64BE(HEADER_BYTES - 16))
  const idsEnd = notesEnd + Number(bytes.readBigUInt64BE(HEADER_BYTES - 8))
  const known = idsEnd === end ? readKnownObjects(bytes.subarray(notesEnd, idsEnd)) : undefined
  if (known === undefined) return 'it is damaged'
  return { known, notes: JSON.parse(bytes.toString('utf8', HEADER_BYTES, notesEnd)) as unknown }
}

/** Replaces the file in one step. Throws what the file system throws. */
export function writeMemory({ path, print, leakKey }: MemoryFile, { known, notes }: Stored): void {
  const text = Buffer.from(JSON.stringify(notes))
  const lengths = Buffer.alloc(16)
  lengths.writeBigUInt64BE(BigInt(text.length), 0)
  lengths.writeBigUInt64BE(BigInt(known.bytes.length), 8)
  const parts = [MAGIC, Buffer.from(print, 'hex'), lengths, text, known.bytes]
  const mac = createHmac('sha256', leakKey)
  for (const part of parts) mac.update(part)
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(fresh, Buffer.concat([...parts, mac.digest()]), { mode: 0o600, flag: 'wx' })
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}

/** The bytes of a plain file that is ours alone. */
function readOwn(path: string): Buffer | string | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'it cannot be opened'
  }
  try {
    const stats = fstatSync(file)
    if (!stats.isFile() || stats.size > MAX_BYTES) return 'it is no such file'
    const user = process.getuid?.()
    if (user !== undefined && stats.uid !== user) return 'it belongs to another user'
    if (user !== undefined && (stats.mode & 0o077) !== 0) return 'others may read or write it'
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}
