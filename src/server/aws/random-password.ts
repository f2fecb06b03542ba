/** Random passwords as GetRandomPassword describes them: each wanted kind of character, uniformly chosen. */
import { randomInt } from 'node:crypto'
import { invalidParameter } from './aws-error.ts'
import type { RequestOf } from './service-model.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const DEFAULT_LENGTH = 32

/** `below(n)` draws a number from 0 to n - 1. Throws InvalidParameterException. */
export function randomPassword(
  wanted: RequestOf<'GetRandomPassword'>,
  below: (limit: number) => number = (limit) => randomInt(limit),
): string {
  const { PasswordLength: length = DEFAULT_LENGTH, RequireEachIncludedType: eachType = true } = wanted
  const excluded = new Set(wanted.ExcludeCharacters)
  const kinds = [
    wanted.ExcludeLowercase ? '' : LOWER,
    wanted.ExcludeUppercase ? '' : LOWER.toUpperCase(),
    wanted.ExcludeNumbers ? '' : '0123456789',
    wanted.ExcludePunctuation ? '' : PUNCTUATION,
  ]
    .filter((kind) => kind !== '')
    .map((kind) => kind.split('').filter((character) => !excluded.has(character)))
  // A space may occur; it is no kind of its own that must.
  const pool = [...kinds.flat(), ...(wanted.IncludeSpace && !excluded.has(' ') ? [' '] : [])]
  if (!pool.length) throw invalidParameter('All possible characters are excluded. Include at least one character type.')
  const required = eachType ? kinds : []
  if (required.some((kind) => !kind.length))
    throw invalidParameter('All characters of the desired type have been excluded')
  if (length < required.length) throw invalidParameter('Password length is too short based on the required types.')
  const pick = (from: readonly string[]): string => from[below(from.length)] as string
  const characters = required.map(pick)
  while (characters.length < length) characters.push(pick(pool))
  // Fisher-Yates: else the kinds would stand in a known order.
  for (let i = characters.length - 1; i > 0; i--) {
    const j = below(i + 1)
    ;[characters[i], characters[j]] = [characters[j] as string, characters[i] as string]
  }
  return characters.join('')
}
