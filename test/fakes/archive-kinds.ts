/**
 * Files of the rarer kinds of archive and compression: by the programs of Debian, and written here where it has none.
 * Each holds `content`, an archive under the name `f/a.txt`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, crc32, deflateSync } from 'node:zlib'
import { temporaryFolder } from './git-repository.ts'

type Maker = (content: Buffer) => Buffer

const through =
  (program: string, ...args: string[]): Maker =>
  (content) =>
    execFileSync(program, args, { input: content, maxBuffer: 1024 ** 3, stdio: ['pipe', 'pipe', 'ignore'] })

const cpio =
  (form: string): Maker =>
  (content) => {
    const folder = temporaryFolder()
    try {
      mkdirSync(join(folder.path, 'f'))
      writeFileSync(join(folder.path, 'f/a.txt'), content)
      const options = { cwd: folder.path, input: 'f\nf/a.txt\n', maxBuffer: 1024 ** 3 }
      return execFileSync('cpio', ['-o', '--quiet', '-H', form], options)
    } finally {
      folder.remove()
    }
  }

/** By name. Where nothing but a name tells the kind, it is the name's ending. */
export const STREAMS: Readonly<Record<string, Maker>> = {
  lz4: through('lz4', '-c'),
  'lz4, blocks that go on': through('lz4', '-c', '-BD', '-B4'),
  'lz4, checked blocks': through('lz4', '-c', '-BX', '-B4', '--content-size'),
  'lz4 of old': through('lz4', '-c', '-l'),
  lzip: through('lzip', '-c'),
  'lzip in members': through('lzip', '-c', '-b', '100000', '-s', '4096'),
  compress: through('compress', '-c', '-f'),
  'compress -b 12': through('compress', '-c', '-f', '-b', '12'),
  snappy: makeSnappy,
  'a.txt.zz': (content) => deflateSync(content),
  'a.txt.br': (content) => brotliCompressSync(content),
}

export const CONTAINERS: Readonly<Record<string, Maker>> = {
  'cpio newc': cpio('newc'),
  'cpio crc': cpio('crc'),
  'cpio odc': cpio('odc'),
  'cpio bin': cpio('bin'),
  'rar 4': (content) => makeRar4([{ content }]),
  'rar 5': (content) => makeRar5([{ content }]),
}

/** The framing format: every second chunk is stored, the others have literals, and copies where a byte repeats. */
export function makeSnappy(content: Buffer): Buffer {
  const chunks: Buffer[] = [Buffer.from('\xff\x06\0\0sNaPpY', 'latin1'), Buffer.from('\xfe\x03\0\0pad', 'latin1')]
  for (let at = 0; at < content.length; at += 65_536) {
    const plain = content.subarray(at, at + 65_536)
    const isPacked = (at / 65_536) % 2 === 0
    const data = isPacked ? snappyBlock(plain) : plain
    const head = Buffer.alloc(8)
    head.writeUInt32LE((isPacked ? 0 : 1) + (data.length + 4) * 256, 0)
    chunks.push(head, data)
  }
  return Buffer.concat(chunks)
}

function snappyBlock(plain: Buffer): Buffer {
  const parts: Buffer[] = [sevenBits(plain.length)]
  for (let at = 0; at < plain.length;) {
    const run = at === 0 ? 0 : runAt(plain, at)
    if (run >= 4) {
      // A copy of one byte before, with a distance of one, two or four bytes in turn.
      const form = run <= 11 ? 0 : 1 + (at % 2)
      const forms = [
        [1 | ((run - 4) << 2), 1],
        [2 | ((run - 1) << 2), 1, 0],
        [3 | ((run - 1) << 2), 1, 0, 0, 0],
      ]
      parts.push(Buffer.from(forms[form] as number[]))
      at += run
      continue
    }
    let length = 1
    while (at + length < plain.length && length < 300 && plain[at + length] !== plain[at + length - 1]) length++
    const tag =
      length <= 60 ? [(length - 1) << 2] : length <= 256 ? [60 << 2, length - 1] : [61 << 2, (length - 1) & 255, 1]
    parts.push(Buffer.from(tag), plain.subarray(at, at + length))
    at += length
  }
  return Buffer.concat(parts)
}

/** How often the byte before `at` comes again there, 64 times at most. */
function runAt(plain: Buffer, at: number): number {
  const end = Math.min(at + 64, plain.length)
  for (let next = at; next < end; next++) if (plain[next] !== plain[at - 1]) return next - at
  return end - at
}

export interface RarPart {
  readonly content: Buffer
  readonly name?: string
  readonly method?: 'stored' | 'compressed'
  readonly isEncrypted?: boolean
}

export function makeRar4(parts: readonly RarPart[]): Buffer {
  const block = (type: number, flags: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(7)
    head.writeUInt8(type, 2)
    head.writeUInt16LE(flags, 3)
    head.writeUInt16LE(7 + body.length, 5)
    const whole = Buffer.concat([head, body])
    whole.writeUInt16LE(crc32(whole.subarray(2)) & 0xffff, 0)
    return whole
  }
  const files = parts.map(({ content, name = 'f/a.txt', method = 'stored', isEncrypted = false }) => {
    const body = Buffer.alloc(25)
    body.writeUInt32LE(content.length, 0)
    body.writeUInt32LE(content.length, 4)
    body.writeUInt8(3, 8)
    body.writeUInt32LE(crc32(content), 9)
    body.writeUInt8(20, 17)
    body.writeUInt8(method === 'stored' ? 0x30 : 0x33, 18)
    body.writeUInt16LE(Buffer.byteLength(name), 19)
    body.writeUInt32LE(0o100644, 21)
    return [block(0x74, 0x8000 | (isEncrypted ? 4 : 0), Buffer.concat([body, Buffer.from(name)])), content]
  })
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    block(0x73, 0, Buffer.alloc(6)),
    ...files.flat(),
    block(0x7b, 0x4000, Buffer.alloc(0)),
  ])
}

export function makeRar5(parts: readonly RarPart[]): Buffer {
  const block = (body: Buffer): Buffer => {
    const sized = Buffer.concat([sevenBits(body.length), body])
    const check = Buffer.alloc(4)
    check.writeUInt32LE(crc32(sized))
    return Buffer.concat([check, sized])
  }
  const numbers = (...values: number[]): Buffer => Buffer.concat(values.map(sevenBits))
  const files = parts.map(({ content, name = 'f/a.txt', method = 'stored', isEncrypted = false }) => {
    const check = Buffer.alloc(4)
    check.writeUInt32LE(crc32(content))
    // Encryption of version 0 with its salt, which nobody reads.
    const extra = isEncrypted ? Buffer.concat([numbers(37, 1, 0, 0), Buffer.alloc(34)]) : Buffer.alloc(0)
    const header = Buffer.concat([
      numbers(2, isEncrypted ? 3 : 2, ...(isEncrypted ? [extra.length] : []), content.length),
      numbers(4, content.length, 0o100644),
      check,
      numbers(method === 'stored' ? 0 : 3 * 128, 1, Buffer.byteLength(name)),
      Buffer.from(name),
      extra,
    ])
    return [block(header), content]
  })
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'),
    block(numbers(1, 0, 0)),
    ...files.flat(),
    block(numbers(5, 0, 0)),
  ])
}

function sevenBits(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}
