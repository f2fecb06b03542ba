/** What gitleaks makes of a file before it reads text: an archive by its name, a program or document by its first bytes. */

import { findFormat } from '../../../sources/archive/format.ts'

export interface NamedFormat {
  readonly compression?: string
  readonly container?: 'tar' | 'zip' | '7z' | 'rar'
}

const COMPRESSIONS: Readonly<Record<string, string>> = {
  gz: 'gzip',
  bz2: 'bzip2',
  xz: 'xz',
  zst: 'zstd',
  br: 'brotli',
  lz4: 'lz4',
  sz: 'snappy',
  s2: 's2',
  zz: 'zlib',
  lz: 'lzip',
  mz: 'minlz',
  z: 'compress',
}
/** Gitleaks does not know these by their names and passes over them by their first bytes. */
const SHORT_TARS: Readonly<Record<string, string>> = { tgz: 'gzip', tbz2: 'bzip2', txz: 'xz', tzst: 'zstd' }
const CONTAINERS = ['zip', '7z', 'rar'] as const

/**
 * Archives are left out unless --max-archive-depth allows them. gitleaks 8.30 looks for `.gz` or `.br` anywhere in a
 * name, and so leaves out `app.browser.js`; here, as in later versions of its library, only extensions count.
 */
export function findNamedFormat(path: string): NamedFormat | undefined {
  const parts = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.')
    .slice(1)
  const last = parts.at(-1) ?? ''
  if (Object.hasOwn(SHORT_TARS, last)) return { compression: SHORT_TARS[last] as string, container: 'tar' }
  const compression = Object.hasOwn(COMPRESSIONS, last) ? COMPRESSIONS[last] : undefined
  const container = parts.includes('tar') ? 'tar' : CONTAINERS.find((one) => one === last)
  if (compression === undefined && container === undefined) return undefined
  return { ...(compression === undefined ? {} : { compression }), ...(container === undefined ? {} : { container }) }
}

/** What gitleaks opens because of a name with `.zip` anywhere in it: here where the first bytes agree. */
export function findMentionedFormat(path: string, head: Uint8Array): NamedFormat | undefined {
  const format = findFormat(head)
  const [ending, found] =
    MENTIONED.find(([, { container, compression }]) => format === (container ?? compression)) ?? []
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return ending !== undefined && name.includes(ending) ? found : undefined
}

const MENTIONED: readonly (readonly [ending: string, format: NamedFormat])[] = [
  ...(['tar', ...CONTAINERS] as const).map((container) => [`.${container}`, { container }] as const),
  ...(['gz', 'bz2', 'xz', 'zst', 'lz4', 'lz', 'sz'] as const).map(
    (ending) => [`.${ending}`, { compression: COMPRESSIONS[ending] as string }] as const,
  ),
]

type Magic = readonly [offset: number, bytes: string]

/** First bytes (latin1) of the formats that are neither text nor image, sound, video or font: they are not searched. */
const APPLICATIONS: readonly Magic[] = [
  [0, 'PK\x03\x04'],
  [0, 'PK\x05\x06'],
  [0, 'PK\x07\x08'],
  [257, 'ustar'],
  [0, 'Rar!\x1a\x07\x00'],
  [0, 'Rar!\x1a\x07\x01'],
  [0, '\x1f\x8b\x08'],
  [0, 'BZh'],
  [0, '7z\xbc\xaf\x27\x1c'],
  [0, '\xfd7zXZ\x00'],
  [0, '\x28\xb5\x2f\xfd'],
  [0, '%PDF'],
  [0, '\xef\xbb\xbf%PDF'],
  [0, 'MZ'],
  [0, 'CWS'],
  [0, 'FWS'],
  [0, '{\\rtf'],
  [0, '%!'],
  [0, 'SQLite format 3'],
  [0, 'SQLi'],
  [0, 'NES\x1a'],
  [0, 'Cr24'],
  [0, 'MSCF'],
  [0, 'ISc('],
  [0, '!<arch>'],
  [0, '\x1f\xa0'],
  [0, '\x1f\x9d'],
  [0, 'LZIP'],
  [0, '\xed\xab\xee\xdb'],
  [0, '\x7fELF'],
  [128, 'DICM'],
  [0x8001, 'CD001'],
  [0x8801, 'CD001'],
  [0x9001, 'CD001'],
  [0, '\xfe\xed\xfa\xce'],
  [0, '\xfe\xed\xfa\xcf'],
  [0, '\xca\xfe\xba\xbe'],
  [0, '\xbe\xba\xfe\xca'],
  [0, '\xcf\xfa\xed\xfe'],
  [0, '\xce\xfa\xed\xfe'],
  [0, '\x00asm\x01\x00\x00\x00'],
  [0, 'dex\n'],
  [0, 'dey\n'],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  [0, 'wOFF\x00\x01\x00\x00'],
  [0, 'wOF2\x00\x01\x00\x00'],
  [0, '\x00\x01\x00\x00\x00'],
  [0, 'OTTO\x00'],
]

export function isApplication(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 0x9010)).toString('latin1')
  return APPLICATIONS.some(([offset, magic]) => head.startsWith(magic, offset))
}
