/**
 * Says whether bytes are a private key in DER, and of which form: PKCS#1, PKCS#8, SEC 1 or DSA. It reads the outer
 * fields only and never the numbers of the key, so it proves form and completeness, not that the key works. Pure.
 */
import { bytesOfBase64 } from './bytes-of-base64.ts'
import { CONTEXT_0, type Field, fieldAt, fieldsIn, hexOf, INTEGER, OCTETS, OID, SEQUENCE } from './der.ts'

export interface PrivateKeyDer {
  readonly form: 'PKCS#1' | 'PKCS#8' | 'encrypted PKCS#8' | 'SEC 1' | 'DSA'
  /** All bytes that the outermost field promises are there. */
  readonly complete: boolean
}

/** No private key has more. */
const MOST_FIELDS = 12
/** 1.2.840.113549.1.5 and .12.1: encryption with a password. */
const PBES = ['2a864886f70d0105', '2a864886f70d010c01']

/** Undefined for anything else: a certificate, a public key, noise. */
export function readPrivateKeyDer(bytes: Uint8Array): PrivateKeyDer | undefined {
  const whole = fieldAt(bytes, 0)
  if (whole?.tag !== SEQUENCE) return undefined
  const complete = whole.end <= bytes.length
  const fields = fieldsIn(bytes, whole, MOST_FIELDS)
  const [first, second, third] = fields
  if (first === undefined || second === undefined) return undefined
  if (first.tag === SEQUENCE) {
    const isLocked = second.tag === OCTETS && isOfPassword(bytes, first)
    return isLocked ? { form: 'encrypted PKCS#8', complete } : undefined
  }
  if (first.tag !== INTEGER || first.end - first.start !== 1) return undefined
  const version = bytes[first.start] as number
  if (second.tag === SEQUENCE && version <= 1 && third?.tag === OCTETS) return { form: 'PKCS#8', complete }
  if (second.tag === OCTETS && version === 1) return isScalar(second) ? { form: 'SEC 1', complete } : undefined
  if (second.tag !== INTEGER || version > 1) return undefined
  const numbers = fields.slice(1).filter(({ tag, start }) => tag === INTEGER && start < bytes.length)
  if (numbers.length !== fields.length - 1) return undefined
  // RSA: modulus, then the small public exponent. DSA: p, q of 20 to 32 bytes, g, y, x. Cut keys have fewer.
  const exponent = numbers[1]
  const lengthOfExponent = exponent === undefined ? 0 : exponent.end - exponent.start
  if (numbers.length >= 5 && numbers.length <= 8 && lengthOfExponent <= 5) return { form: 'PKCS#1', complete }
  if (numbers.length === 5 && lengthOfExponent >= 20 && lengthOfExponent <= 33) return { form: 'DSA', complete }
  return !complete && lengthOfExponent <= 5 ? { form: 'PKCS#1', complete } : undefined
}

/** Whether this is the beginning of a public key (SubjectPublicKeyInfo) or of a certificate, as RFC 5280 has them. */
export function beginsPublicDer(bytes: Uint8Array): boolean {
  const whole = fieldAt(bytes, 0)
  const first = whole?.tag === SEQUENCE ? fieldAt(bytes, whole.start) : undefined
  if (first?.tag !== SEQUENCE) return false
  const inner = fieldAt(bytes, first.start)?.tag
  return inner === CONTEXT_0 || (inner === OID && !isOfPassword(bytes, first))
}

/** Whether a sequence names an encryption with a password as its algorithm. */
function isOfPassword(bytes: Uint8Array, algorithm: Field): boolean {
  const oid = fieldAt(bytes, algorithm.start)
  const name = oid?.tag === OID ? hexOf(bytes, oid) : ''
  return PBES.some((prefix) => name.startsWith(prefix))
}

const isScalar = ({ start, end }: Field): boolean => end - start >= 20 && end - start <= 66

/** Base64 in browsers too. Padding may be missing; a character that stands alone at the end holds no byte. */
export function decodeBase64(text: string): Uint8Array {
  const body = text.replaceAll(/[^A-Za-z0-9+/]/g, '')
  const whole = body.length % 4 === 1 ? body.slice(0, -1) : body
  return bytesOfBase64(whole)
}
