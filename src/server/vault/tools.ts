/** `sys/tools`: random bytes and hashes. */
import { createHash, randomBytes } from 'node:crypto'
import type { Answer, Call, Route } from './call.ts'
import { bad } from './fault.ts'

const MAX_RANDOM_BYTES = 128 * 1024
const HASHES: Readonly<Record<string, string>> = {
  'sha2-224': 'sha224',
  'sha2-256': 'sha256',
  'sha2-384': 'sha384',
  'sha2-512': 'sha512',
  'sha3-224': 'sha3-224',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
}

function encodingOf(format: string): 'base64' | 'hex' {
  if (format !== 'base64' && format !== 'hex')
    throw bad(`unsupported encoding format "${format}"; must be "hex" or "base64"`)
  return format
}

async function random({ fields, params }: Call): Promise<Answer> {
  const asked = params['bytes'] ?? params['size']
  const bytes = asked === undefined ? (fields.integer('bytes') ?? 32) : Number(asked)
  if (!Number.isInteger(bytes) || bytes < 1) throw bad('"bytes" cannot be less than 1')
  if (bytes > MAX_RANDOM_BYTES) throw bad(`"bytes" should be less than ${MAX_RANDOM_BYTES}`)
  return { data: { random_bytes: randomBytes(bytes).toString(encodingOf(fields.text('format') ?? 'base64')) } }
}

async function hash({ fields, params }: Call): Promise<Answer> {
  const name = params['algorithm'] ?? fields.text('algorithm') ?? 'sha2-256'
  const algorithm = Object.hasOwn(HASHES, name) ? (HASHES[name] as string) : undefined
  if (!algorithm) throw bad(`unsupported algorithm ${name.slice(0, 40)}`)
  const input = fields.text('input') ?? ''
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(input)) throw bad('unable to decode input as base64')
  const encoding = encodingOf(fields.text('format') ?? 'hex')
  return { data: { sum: createHash(algorithm).update(Buffer.from(input, 'base64')).digest(encoding) } }
}

export const toolRoutes: readonly Route[] = [
  { pattern: 'tools/random', update: random },
  { pattern: 'tools/random/:source/:bytes', update: random },
  { pattern: 'tools/random/:size', update: random },
  { pattern: 'tools/hash', update: hash },
  { pattern: 'tools/hash/:algorithm', update: hash },
]
