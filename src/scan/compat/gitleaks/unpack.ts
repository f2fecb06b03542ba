/** Archives for --max-archive-depth. A name of '' is the single file that a compressed file holds. */
import { gunzipSync, inflateRawSync } from 'node:zlib'
import type { Unpack } from './file-source.ts'

/** A file that says it unpacks to more is not unpacked. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024

export const unpackArchive: Unpack = async function* (name, bytes) {
  const lowered = name.toLowerCase()
  if (/\.(?:tar\.gz|tgz)$/.test(lowered)) yield* readTar(gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }))
  else if (lowered.endsWith('.gz'))
    yield { name: '', bytes: gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }) }
  else if (lowered.endsWith('.tar')) yield* readTar(bytes)
  else if (lowered.includes('.zip')) yield* readZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
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

const ZIP_END = 0x06054b50
const ZIP_ENTRY = 0x02014b50
const ZIP_END_BYTES = 22
const MAX_COMMENT_BYTES = 65_535

/** By its directory, which is at the end. Encrypted files and ZIP64 are refused. */
function* readZip(zip: Buffer): Generator<{ name: string; bytes: Uint8Array }> {
  const least = Math.max(0, zip.length - ZIP_END_BYTES - MAX_COMMENT_BYTES)
  let end = zip.length - ZIP_END_BYTES
  while (end >= least && zip.readUInt32LE(end) !== ZIP_END) end--
  if (end < least) throw new Error('no directory in the zip file')
  let at = zip.readUInt32LE(end + 16)
  let left = MAX_UNPACKED_BYTES
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ZIP_ENTRY) throw new Error('broken directory in the zip file')
    const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)]
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    if (name.endsWith('/')) continue
    if ((flags & 1) !== 0) throw new Error('the zip file is encrypted')
    if (local + 30 > zip.length) throw new Error('broken directory in the zip file')
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + size)
    if (method !== 0 && method !== 8) throw new Error(`zip method ${method} is not unpacked`)
    const bytes = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) })
    left -= bytes.length
    if (left <= 0) throw new Error('the zip file unpacks to too much')
    yield { name, bytes }
  }
}
