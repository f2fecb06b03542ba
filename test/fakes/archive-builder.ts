/** Makes zips and tars in memory, honest ones and such as no tool makes. */
import { deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly content: Buffer | string
  /** Lies of the directory. */
  readonly claims?: { compressedSize?: number; size?: number; headerAt?: number; flags?: number; method?: number }
}

export function makeZip(parts: readonly ZipPart[], options: { readonly withoutDirectory?: boolean } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, claims } of parts) {
    const plain = Buffer.from(content as string)
    const packed = deflateRawSync(plain)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(claims?.method ?? 8, 8)
    local.writeUInt32LE(0, 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(plain.length, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(claims?.flags ?? 0, 8)
    central.writeUInt16LE(claims?.method ?? 8, 10)
    central.writeUInt32LE(claims?.compressedSize ?? packed.length, 20)
    central.writeUInt32LE(claims?.size ?? plain.length, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(claims?.headerAt ?? at, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  if (options.withoutDirectory === true) return Buffer.concat(locals)
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...directory, end])
}

export interface TarPart {
  readonly name: string
  readonly content: Buffer | string
  readonly type?: string
  readonly size?: string
}

export function makeTar(parts: readonly TarPart[]): Buffer {
  const blocks = parts.flatMap(({ name, content, type = '0', size }) => {
    const body = Buffer.from(content as string)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(size ?? `${body.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write(' '.repeat(8), 148)
    header.write(type, 156)
    header.write('ustar\0', 257)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}
