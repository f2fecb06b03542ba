/**
 * Lines of a log file as raw bytes, plain or gzip (told by its magic number). Lines end at LF only: the line
 * separators of Unicode and a bare CR are content, so nobody can split a line from within a field.
 * A line longer than the limit and a gzip stream that ends early are reported, not hidden.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { createGunzip, type Gunzip } from 'node:zlib'
import { forensicsError } from './forensics-error.ts'

const LF = 0x0a
/** Large, because each batch of lines costs a flush into the database. */
const CHUNK_BYTES = 1 << 20
/** What is unpacked at a time; gzip grows a thousandfold at most. */
const SLICE_BYTES = 1 << 16

export type LogLine =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly rejected: string }

/** Yields batches of lines; `hash` has seen the raw file (before decompression) when the iteration ends. */
export async function* readLines(file: string, hash: Hash, maxLineBytes: number): AsyncGenerator<LogLine[]> {
  const splitter = new LineSplitter(maxLineBytes)
  try {
    for await (const chunk of openLog(file, hash)) {
      const lines = splitter.push(chunk)
      if (lines.length > 0) yield lines
    }
  } catch (cause) {
    if (!isGzipDamage(cause)) {
      throw forensicsError('FORENSICS_LOG_UNREADABLE', `The log file ${file} cannot be read`, { cause })
    }
    yield [...splitter.end(), splitter.reject('the compressed file is damaged or ends early; the rest is lost')]
    return
  }
  yield splitter.end()
}

export function newFileHash(): Hash {
  return createHash('sha256')
}

async function* openLog(file: string, hash: Hash): AsyncGenerator<Buffer> {
  const raw = createReadStream(file, { highWaterMark: CHUNK_BYTES })
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  raw.once('error', (error) => hashed.destroy(error))
  raw.pipe(hashed)
  const chunks = hashed[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>
  const first = await chunks.next()
  if (first.done) return
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value
    yield* chunks
    return
  }
  yield* gunzip(first.value, chunks)
}

/**
 * One slice at a time, so that a small file that unpacks to a huge one stays small in memory, and so that what was
 * unpacked before the damage is never lost. After the damage the rest is read on for the hash alone.
 */
async function* gunzip(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unzip = createGunzip({ chunkSize: CHUNK_BYTES })
  const unpacked: Buffer[] = []
  let damage: Error | undefined
  unzip.on('data', (chunk: Buffer) => unpacked.push(chunk))
  unzip.on('error', (error) => (damage = error))
  for await (const slice of slices(first, rest)) {
    if (damage === undefined) await settled(unzip, (done) => unzip.write(slice, done))
    if (unpacked.length > 0) yield Buffer.concat(unpacked.splice(0))
  }
  if (damage === undefined) await settled(unzip, (done) => unzip.once('end', done).end())
  if (unpacked.length > 0) yield Buffer.concat(unpacked.splice(0))
  if (damage !== undefined) throw damage
}

async function* slices(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for (let start = 0; start < first.length; start += SLICE_BYTES) yield first.subarray(start, start + SLICE_BYTES)
  for await (const chunk of rest) {
    for (let start = 0; start < chunk.length; start += SLICE_BYTES) yield chunk.subarray(start, start + SLICE_BYTES)
  }
}

/** A stream that fails closes without calling back, so either ends the wait. */
function settled(unzip: Gunzip, act: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      unzip.off('close', done)
      resolve()
    }
    unzip.once('close', done)
    act(done)
  })
}

function isGzipDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('Z_')
}

class LineSplitter {
  readonly #maxLineBytes: number
  #line = 0
  #parts: Buffer[] = []
  #bytes = 0
  #overflow = false

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes
  }

  push(chunk: Buffer): LogLine[] {
    const lines: LogLine[] = []
    let start = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      this.#take(chunk.subarray(start, end))
      this.#flush(lines)
      start = end + 1
    }
    this.#take(chunk.subarray(start))
    return lines
  }

  /** The last line, when the file does not end with LF. */
  end(): LogLine[] {
    const lines: LogLine[] = []
    if (this.#bytes > 0 || this.#overflow) this.#flush(lines)
    return lines
  }

  reject(reason: string): LogLine {
    return { line: this.#line + 1, rejected: reason }
  }

  #take(part: Buffer): void {
    if (part.length === 0 || this.#overflow) return
    this.#bytes += part.length
    if (this.#bytes > this.#maxLineBytes) {
      this.#overflow = true
      this.#parts = []
    } else {
      this.#parts.push(part)
    }
  }

  #flush(lines: LogLine[]): void {
    this.#line++
    if (this.#overflow) lines.push({ line: this.#line, rejected: `longer than ${this.#maxLineBytes} bytes` })
    else lines.push({ line: this.#line, text: Buffer.concat(this.#parts).toString('utf8') })
    this.#parts = []
    this.#bytes = 0
    this.#overflow = false
  }
}
