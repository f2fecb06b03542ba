/** Keystores made in memory: of the right structure, with noise where a key would be. */
import { createHash, generateKeyPairSync } from 'node:crypto'

const noise = (bytes: number): Buffer => Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 167 + 13) & 255))

/** A field of DER. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, (length >> 8) & 255, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const SEQUENCE = 0x30
const OCTETS = 4
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'))
const DATA = oid('2a864886f70d010701')
const ENCRYPTED = oid('2a864886f70d010706')
const BAG = { key: '01', locked: '02', certificate: '03' } as const

/** PKCS#12 with bags of these kinds, and the certificates encrypted, as most programs write it. */
export function fakePkcs12(bags: readonly (keyof typeof BAG)[]): Buffer {
  const made = bags.map((kind) =>
    der(SEQUENCE, oid(`2a864886f70d010c0a01${BAG[kind]}`), der(0xa0, der(OCTETS, noise(300)))),
  )
  const open = der(SEQUENCE, DATA, der(0xa0, der(OCTETS, der(SEQUENCE, ...made))))
  const closed = der(SEQUENCE, ENCRYPTED, der(0xa0, der(SEQUENCE, der(OCTETS, noise(400)))))
  const contents = bags.length === 0 ? [closed] : [closed, open]
  const safe = der(SEQUENCE, DATA, der(0xa0, der(OCTETS, der(SEQUENCE, ...contents))))
  return der(SEQUENCE, der(2, Buffer.from([3])), safe)
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)])
}

/** A store of Java, with so many keys, each with a chain of one certificate, and certificates alone. */
export function fakeJks(keys: number, certificates: number): Buffer {
  const certificate = Buffer.concat([text('X.509'), word(200), noise(200)])
  const lead = (tag: number): Buffer => Buffer.concat([word(tag), text('shop'), Buffer.alloc(8)])
  return Buffer.concat([
    Buffer.from('feedfeed', 'hex'),
    word(2),
    word(keys + certificates),
    ...Array.from({ length: certificates }, () => Buffer.concat([lead(2), certificate])),
    ...Array.from({ length: keys }, () => Buffer.concat([lead(1), word(120), noise(120), word(1), certificate])),
    noise(20),
  ])
}

export function fakeKeePass(): Buffer {
  return Buffer.concat([Buffer.from('03d9a29a67fb4bb5', 'hex'), noise(300)])
}

export function fakeKeytab(): Buffer {
  const entry = Buffer.concat([Buffer.from([0, 1]), text('SHOP.INTERNAL'), text('host'), noise(60)])
  return Buffer.concat([Buffer.from([5, 2]), word(entry.length), entry, word(entry.length), entry])
}

/** A secret key of Ed25519 in the form of GnuPG, with what says how it is locked. */
export function fakeOpenPgpKey(lock: 'clear' | 'locked' | 'stub'): Buffer {
  const curve = Buffer.from('2b06010401da470f01', 'hex')
  const point = Buffer.concat([Buffer.from([1, 7, 0x40]), noise(32)])
  const usage = { clear: [0], locked: [254, 7, 3], stub: [255, 7, 101] }[lock]
  const body = Buffer.concat([
    Buffer.from([4, 0x65, 1, 2, 3, 22, curve.length]),
    curve,
    point,
    Buffer.from(usage),
    noise(60),
  ])
  return Buffer.concat([Buffer.from([0x94, body.length]), body])
}

/** A private key in DER that nobody uses. */
export function fakeDerKey(passphrase?: string): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({
    type: 'pkcs8',
    format: 'der',
    ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
  })
}

/**
 * A key of RSA in DER with a modulus of 1,100 bytes, and no number that would work. `exponentTag` stands behind them:
 * with another one it is no key. There is no zero in it and nothing repeats, so git makes a delta of it as of text.
 */
export function fakeLongDerKey(exponentTag = 2): Buffer {
  const number = (bytes: number): Buffer => {
    const hash = createHash('shake256', { outputLength: bytes }).update(String(bytes)).digest()
    return der(2, Buffer.from(hash.map((byte) => byte || 1)))
  }
  const [modulus, ...others] = [1_100, 64, 65, 66, 67, 68, 69].map(number) as [Buffer, ...Buffer[]]
  return der(SEQUENCE, der(2, Buffer.from([1])), modulus, der(exponentTag, Buffer.from([3])), ...others)
}
