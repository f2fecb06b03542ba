/**
 * The form of a backup: one line that says what it is, then sealed chunks. The line holds no secret: times, names of
 * migrations, the journal's head, and the backup's own key under the root key. Each chunk is bound to its place, and
 * the last one says that it is: one that is cut, reordered or changed is refused. Pure but for the streams.
 */
import { randomBytes } from 'node:crypto'
import { createGunzip, createGzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { defineErrors } from '../../base/errors.ts'
import { fingerprintOf } from '../keyring.ts'
import { decrypt, encrypt } from '../seal.ts'

export const backupError = defineErrors({
  BACKUP_INVALID: {
    status: 400,
    exit: 3,
    hint: 'It was cut off or changed since it was made. Take another one: rekey backup verify FILE tells.',
  },
  BACKUP_OTHER_KEY: {
    status: 400,
    exit: 3,
    hint: 'Give the root key of that time: --root-key-file PATH or REKEY_ROOT_KEY.',
  },
  BACKUP_TOO_NEW: { status: 400, exit: 2, hint: 'Restore it with the version of Rekey that made it, or a newer one.' },
  BACKUP_TARGET_USED: {
    status: 409,
    exit: 3,
    hint: 'A backup is restored into an empty database only: another folder (--data DIR), or a new database (DATABASE_URL).',
  },
})

export interface BackupHeader {
  readonly 'rekey backup': 1
  readonly createdAt: string
  /** Names and hashes, in order. */
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly journal: { readonly seq: number; readonly hash: string }
  /** Fingerprint of the root key that opens it. */
  readonly rootKey: string
}

interface StoredHeader extends BackupHeader {
  readonly key: string
}

const CHUNK_BYTES = 256 * 1024
const MAX_HEADER_BYTES = 64 * 1024
/** Nonce, tag and, because gzip may grow what it cannot shrink, some more. */
const MAX_SEALED_BYTES = CHUNK_BYTES + 1024

/** The bytes of a file with these lines. */
export async function* writeBackup(
  rootKey: Buffer,
  header: BackupHeader,
  lines: AsyncIterable<string>,
): AsyncGenerator<Buffer> {
  const key = randomBytes(32)
  const bound = Buffer.from(JSON.stringify(header))
  const stored: StoredHeader = { ...header, key: encrypt(rootKey, bound, key).toString('base64') }
  yield Buffer.from(`${JSON.stringify(stored)}\n`)
  let number = 0
  let waiting = Buffer.alloc(0)
  for await (const part of Readable.from(lines).pipe(createGzip({ level: 6 }))) {
    waiting = Buffer.concat([waiting, part as Buffer])
    while (waiting.length > CHUNK_BYTES) {
      yield frame(encrypt(key, place(number++, false), waiting.subarray(0, CHUNK_BYTES)))
      waiting = waiting.subarray(CHUNK_BYTES)
    }
  }
  yield frame(encrypt(key, place(number, true), waiting))
  key.fill(0)
}

const place = (number: number, isLast: boolean): Buffer =>
  Buffer.from(`rekey backup chunk ${number} ${isLast ? 'last' : ''}`)

function frame(sealed: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, sealed])
}

export interface OpenedBackup {
  readonly header: BackupHeader
  /** Ends only when the last chunk was there. Throws BACKUP_INVALID. */
  readonly lines: AsyncIterable<string>
}

/** Throws BACKUP_INVALID or BACKUP_OTHER_KEY. */
export async function openBackup(rootKey: Buffer, bytes: AsyncIterable<Buffer>): Promise<OpenedBackup> {
  const source = new Source(bytes)
  const { key: sealedKey, ...header } = parseHeader(await source.line())
  if (header.rootKey !== fingerprintOf(rootKey))
    throw backupError(
      'BACKUP_OTHER_KEY',
      `root key ${header.rootKey} sealed it; the one given is ${fingerprintOf(rootKey)}`,
    )
  const key = open(() => decrypt(rootKey, Buffer.from(JSON.stringify(header)), Buffer.from(sealedKey, 'base64')))
  return { header, lines: readLines(source, key) }
}

function parseHeader(line: string | undefined): StoredHeader {
  try {
    const header = JSON.parse(line ?? '') as StoredHeader
    if (header['rekey backup'] === 1 && typeof header.key === 'string') return header
  } catch {
    // Falls through: what cannot be read is none.
  }
  throw backupError('BACKUP_INVALID', 'this is not a backup')
}

async function* readLines(source: Source, key: Buffer): AsyncGenerator<string> {
  const gunzip = createGunzip()
  const input = Readable.from(openChunks(source, key))
  input.on('error', (error) => gunzip.destroy(error))
  try {
    yield* createInterface({ input: input.pipe(gunzip), crlfDelay: Infinity }) as AsyncIterable<string>
    if (input.errored) throw input.errored
    if (gunzip.errored) throw gunzip.errored
  } catch (error) {
    throw (error as { code?: string }).code === 'BACKUP_INVALID'
      ? error
      : backupError('BACKUP_INVALID', 'the backup does not unpack', { cause: error })
  }
}

async function* openChunks(source: Source, key: Buffer): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const head = await source.take(4)
    const length = head?.readUInt32BE() ?? 0
    const sealed = length > 0 && length <= MAX_SEALED_BYTES ? await source.take(length) : undefined
    if (!sealed) throw backupError('BACKUP_INVALID', `the backup ends within chunk ${number}`)
    const isLast = await source.isAtEnd()
    yield open(() => decrypt(key, place(number, isLast), sealed))
    if (isLast) return
  }
}

function open(attempt: () => Buffer): Buffer {
  try {
    return attempt()
  } catch {
    throw backupError('BACKUP_INVALID', 'a part of the backup was changed')
  }
}

/** Bytes on demand, from whatever pieces they come in. */
class Source {
  readonly #pieces: AsyncIterator<Buffer>
  #held = Buffer.alloc(0)
  #ended = false

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#pieces = bytes[Symbol.asyncIterator]()
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false
    const { done, value } = await this.#pieces.next()
    if (done) this.#ended = true
    else this.#held = Buffer.concat([this.#held, value])
    return !done
  }

  async take(count: number): Promise<Buffer | undefined> {
    while (this.#held.length < count) if (!(await this.#more())) return undefined
    const taken = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    return taken
  }

  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#held.indexOf(10)
      if (end >= 0) return (await this.take(end + 1))?.toString('utf8').trimEnd()
      if (this.#held.length > MAX_HEADER_BYTES || !(await this.#more())) return undefined
    }
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#held.length === 0) if (!(await this.#more())) return true
    return false
  }
}
