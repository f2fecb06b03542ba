/**
 * tar, of any age: ustar, GNU's long names, pax headers. Only regular files have contents; links, devices and folders
 * are passed over. Container images, crates and packages of npm are tars.
 */
import { Damaged } from './budget.ts'
import type { Entry } from './body.ts'
import type { Feed } from './feed.ts'

const BLOCK = 512
const MAX_NAME_BYTES = 64 * 1024

export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false
  // Nearly all text ends here: digits, blanks and zeros are all that a checksum is written in.
  for (let i = 148; i < 156; i++) {
    const byte = head[i] as number
    if (byte !== 0 && byte !== 0x20 && (byte < 0x30 || byte > 0x37)) return false
  }
  return checksumOf(head) === octal(head, 148, 8)
}

export async function* readTar(feed: Feed): AsyncGenerator<Entry> {
  let name: string | undefined
  let size: number | undefined
  for (;;) {
    if (!(await feed.ensure(BLOCK))) {
      if (feed.bytes.length > 0) throw new Damaged('it ends within a header')
      return
    }
    const header = feed.bytes.slice(0, BLOCK)
    if (header.every((byte) => byte === 0)) return
    if (!isTarHeader(header)) throw new Damaged('a header has a wrong checksum')
    feed.advance(BLOCK)
    const type = String.fromCharCode(header[156] as number)
    const declared = sizeOf(header)
    if (type === 'L' || type === 'x') {
      const text = await readText(feed, declared)
      if (type === 'L') name = text.replace(/\0.*$/s, '')
      else ({ name = name, size = size } = parsePax(text))
      continue
    }
    const length = size ?? declared
    const isFile = type === '0' || type === '\0' || type === '7' || type === 'S'
    const remaining = { bytes: length }
    if (isFile && length > 0) {
      yield { name: name ?? nameOf(header), body: { stream: () => entryBytes(feed, remaining) } }
    }
    name = size = undefined
    const isComplete = await feed.skip(remaining.bytes + ((BLOCK - (length % BLOCK)) % BLOCK))
    if (!isComplete && remaining.bytes > 0) throw new Damaged('it ends within an entry')
  }
}

/** What `remaining` says is left of an entry; it counts down. */
export async function* entryBytes(feed: Feed, remaining: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of feed.take(remaining.bytes)) {
    remaining.bytes -= piece.length
    yield piece
  }
  if (remaining.bytes > 0) throw new Damaged('it ends within an entry')
}

async function readText(feed: Feed, length: number): Promise<string> {
  const padded = Math.ceil(length / BLOCK) * BLOCK
  if (length > MAX_NAME_BYTES || !(await feed.ensure(length))) throw new Damaged('a name is too long')
  const text = Buffer.from(feed.bytes.subarray(0, length)).toString('utf8')
  await feed.skip(padded)
  return text
}

/** Lines of `length key=value`. */
function parsePax(text: string): { name?: string; size?: number } {
  const path = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1]
  const size = /(?:^|\n)\d+ size=(\d{1,15})\n/.exec(text)?.[1]
  return { ...(path === undefined ? {} : { name: path }), ...(size === undefined ? {} : { size: Number(size) }) }
}

function nameOf(header: Uint8Array): string {
  const name = textAt(header, 0, 100)
  const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function textAt(header: Uint8Array, start: number, length: number): string {
  return Buffer.from(header.subarray(start, start + length))
    .toString('utf8')
    .replace(/\0.*$/s, '')
}

function sizeOf(header: Uint8Array): number {
  const first = header[124] as number
  if ((first & 0x80) === 0) {
    const size = octal(header, 124, 12)
    if (size < 0) throw new Damaged('a size is no number')
    return size
  }
  // GNU's way to write sizes over 8 GB.
  let size = first & 0x3f
  for (let i = 125; i < 136; i++) size = size * 256 + (header[i] as number)
  if (!Number.isSafeInteger(size)) throw new Damaged('a size is too large')
  return size
}

function octal(bytes: Uint8Array, start: number, length: number): number {
  const text = Buffer.from(bytes.subarray(start, start + length))
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trim()
  if (text === '') return 0
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : -1
}

function checksumOf(header: Uint8Array): number {
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] as number
  return sum
}

/** The archives of `ar`: Debian packages and static libraries. */
export async function* readAr(feed: Feed): AsyncGenerator<Entry> {
  await feed.ensure(8)
  feed.advance(8)
  while (await feed.ensure(60)) {
    const header = Buffer.from(feed.bytes.subarray(0, 60)).toString('latin1')
    const size = /^ *(\d{1,10}) *`\n$/.exec(header.slice(48))?.[1]
    if (size === undefined) throw new Damaged('a header is wrong')
    feed.advance(60)
    const remaining = { bytes: Number(size) }
    if (remaining.bytes > 0) {
      yield {
        name: header.slice(0, 16).replace(/[/ ]+$/, '') || '/',
        body: { stream: () => entryBytes(feed, remaining) },
      }
    }
    if (!(await feed.skip(remaining.bytes + (Number(size) % 2)))) throw new Damaged('it ends within an entry')
  }
}
