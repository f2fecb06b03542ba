/**
 * Checksums by name, for rules of rekey.yaml: `checksum: { name: crc32-base62, of: 1, is: 2 }` says that group 2 of the
 * pattern is the checksum of group 1. A wrong one is graded low and hides nothing, as in the catalogue. Pure.
 */
import { checksumBase36, checksumHex, checksumHexReversed, tokenChecksum } from '../../base/token-checksum.ts'
import type { GoRegexp } from '../compat/gitleaks/go-regexp.ts'
import type { YamlReader } from './yaml-reader.ts'

const CHECKSUMS: Readonly<Record<string, (text: string) => string>> = {
  'crc32-base62': tokenChecksum,
  'crc32-base36': checksumBase36,
  'crc32-hex': checksumHex,
  'crc32-hex-reversed': checksumHexReversed,
  luhn: luhnDigit,
}

export interface RuleChecksum {
  readonly name: string
  /** Groups of the pattern. */
  readonly of: number
  readonly is: number
}

/** Throws SCAN_SETTINGS_INVALID. */
export function readChecksum(node: unknown, regex: GoRegexp | undefined, reader: YamlReader): RuleChecksum | undefined {
  if (node === undefined) return undefined
  const fields = reader.fields(node, ['name', 'of', 'is'], 'checksum')
  const name = reader.text(fields.get('name'), 'the name of a checksum')
  if (CHECKSUMS[name] === undefined)
    throw reader.invalid(fields.get('name'), `a checksum is one of ${Object.keys(CHECKSUMS).join(', ')}`)
  const group = (field: string): number => {
    const number = reader.count(fields.get(field), field, [0, regex?.groups ?? 0])
    if (number === undefined)
      throw reader.invalid(node, `a checksum says with of and is which groups of the pattern it is about`)
    return number
  }
  return { name, of: group('of'), is: group('is') }
}

/** Undefined when the pattern does not match the text. */
export function isChecksumRight({ name, of, is }: RuleChecksum, regex: GoRegexp, match: string): boolean | undefined {
  const groups = regex.groupsOf(match)
  return groups === undefined ? undefined : CHECKSUMS[name]?.(groups[of] ?? '') === groups[is]
}

/** Of card numbers: the digit that makes the sum of all a multiple of ten. */
function luhnDigit(digits: string): string {
  const sum = Array.from(digits.replaceAll(/\D/g, ''), Number)
    .toReversed()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? ((digit * 2) % 10) + Math.floor(digit / 5) : digit), 0)
  return String((10 - (sum % 10)) % 10)
}
