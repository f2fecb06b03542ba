/** Archives for --max-archive-depth. A name of '' is the single file that a compressed file holds. */
import { gunzipSync } from 'node:zlib'
import type { Unpack } from './file-source.ts'

/** A file that says it unpacks to more is not unpacked. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024

export const unpackArchive: Unpack = async function* (name, bytes) {
  const lowered = name.toLowerCase()
  if (/\.(?:tar\.gz|tgz)$/.test(lowered)) yield* readTar(gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }))
  else if (lowered.endsWith('.gz'))
    yield { name: '', bytes: gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }) }
  else if (lowered.endsWith('.tar')) yield* readTar(bytes)
  else throw new Error('this format is not unpacked')
}

const BLOCK = 512

function* readTar(bytes: Uint8Array): Generator<{ name: string; bytes: Uint8Array }> {
  const field = (at: number, length: number): string =>
    Buffer.from(bytes.subarray(at, at + length))
      .toString('utf8')
      .replace(/\0.*$/s, '')
  let longName = ''
  for (let at = 0; at + BLOCK <= bytes.length;) {
    if (bytes[at] === 0) return
    const size = Number.parseInt(field(at + 124, 12).trim() || '0', 8)
    if (!Number.isSafeInteger(size) || size < 0) throw new Error('broken tar header')
    const type = field(at + 156, 1)
    const body = bytes.subarray(at + BLOCK, Math.min(bytes.length, at + BLOCK + size))
    const prefix = field(at + 257, 5) === 'ustar' ? field(at + 345, 155) : ''
    const name = longName || (prefix === '' ? field(at, 100) : `${prefix}/${field(at, 100)}`)
    longName = type === 'L' ? Buffer.from(body).toString('utf8').replace(/\0.*$/s, '') : ''
    if (type === '' || type === '0') yield { name: name.replace(/^\.\//, ''), bytes: body }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}
