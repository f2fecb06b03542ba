/** Time-based one-time codes (RFC 6238: SHA-1, 30 seconds, 6 digits, as the apps expect). Pure. */
import { createHmac } from 'node:crypto'
import { equalInConstantTime } from '../base/signing.ts'

const STEP_MS = 30_000
const DIGITS = 6
/** One step to either side, for clocks that differ. */
const WINDOW = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Spaces, dashes and invisible characters away, digits of any script to ASCII: the same code is one code. */
export function normaliseCode(typed: string): string | undefined {
  let code = ''
  for (const character of typed.normalize('NFKC')) {
    if (/[\s\-\u200b-\u200f\u2060\ufeff]/u.test(character)) continue
    const digit = digitOf(character)
    if (digit === undefined) return undefined
    code += digit
  }
  return code.length === DIGITS ? code : undefined
}

/** Decimal digits stand in Unicode in runs of ten that begin at zero. */
function digitOf(character: string): number | undefined {
  if (!/\p{Nd}/u.test(character)) return undefined
  const point = character.codePointAt(0) as number
  let zero = point
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  // Two runs may touch (the mathematical digits): count from the start of the run, by tens.
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return (point - zero) % 10
}

export function codeAt(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', key).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) as number) & 15) & 0x7f_ff_ff_ff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

export const stepAt = (now: Date): number => Math.floor(now.getTime() / STEP_MS)

/** The step that a code belongs to, newer than `lastStep`; undefined when it is wrong, old, or was used. */
export function findStep(key: Buffer, typed: string, now: Date, lastStep: number): number | undefined {
  const code = normaliseCode(typed)
  if (code === undefined) return undefined
  const here = stepAt(now)
  let found: number | undefined
  for (let step = here - WINDOW; step <= here + WINDOW; step++) {
    if (equalInConstantTime(codeAt(key, step), code) && step > lastStep) found ??= step
  }
  return found
}

/** What an app reads from a QR code. */
export function otpauthUri(key: Buffer, name: string): string {
  return `otpauth://totp/Rekey:${encodeURIComponent(name)}?secret=${base32(key)}&issuer=Rekey`
}

function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}
