import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ASSIGNMENTS } from '../generic/assignment.ts'
import { Automaton } from './automaton.ts'
import { parseRegex } from './regex.ts'

const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 400)
const PATTERNS = [
  /(?<![a-z])acme_[a-z0-9]{8,24}(?![a-z0-9])/,
  /brick[ -]{0,4}pass\s?=\s?[^\s]{4,20}/i,
  /cobalt[^]{0,60}?(?:[0-9a-f]{12}|dead(?:beef)?)$/m,
  /[a-z]{1,8}:\/\/(?<user>[^:@\s]{0,9}):(?<secret>[^@\s]{3,9})@/,
  ...ASSIGNMENTS.map(({ pattern }) => pattern),
]

const piece = fc.oneof(
  fc.constantFrom(
    'acme_',
    'brick pass=',
    'cobalt ',
    'ftp://u:pass@',
    'password',
    'secret_key',
    'token = "k3v9q2m7x1"',
    'secret: "k3v9q2m7x1"',
    'password = "k3v9q2m7x1"',
    'acme_k3v9q2m7x1 ',
    'brick pass=k3v9q2 ',
    "auth: 'k3v9q2' ",
    'key=k3v9q2 ',
    'cobalt 0123456789ab\n',
    ' = ',
    ': ',
    '"',
    "'",
    '\n',
    'new Text("',
    ', err := ',
    'dead',
  ),
  fc.stringMatching(/^[a-z0-9]{1,14}$/),
  fc.stringMatching(/^[ -~]{1,6}$/),
)
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

test.each(PATTERNS.map((pattern) => [pattern.source.slice(0, 40), pattern] as const))(
  '%s: what it refuses no RegExp accepts, and no byte behind its horizon has a say',
  (_, pattern) => {
    const automaton = Automaton.of(parseRegex(pattern)) as Automaton
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`)
    const matchAt = (own: string, start: number): string | undefined => {
      sticky.lastIndex = start
      return sticky.exec(own)?.[0]
    }
    let found = 0
    fc.assert(
      fc.property(text, text, (own, other) => {
        const bytes = Buffer.from(own, 'latin1')
        for (let start = 0; start < own.length; start++) {
          const mayMatch = automaton.mayMatch(bytes, { first: start, last: start, end: own.length })
          const { horizon } = automaton
          const match = matchAt(own, start)
          if (match !== undefined) found++
          expect(mayMatch || match === undefined).toBe(true)
          expect(horizon).toBeGreaterThanOrEqual(start + (match?.length ?? 0))
          // Behind the end of the text there was nothing to be seen.
          const seen = horizon + automaton.sight
          if (seen < own.length) expect(matchAt(own.slice(0, seen) + other, start)).toBe(match)
          const open = automaton.mayMatch(bytes, { first: 0, last: start, end: own.length })
          expect(open || match === undefined).toBe(true)
        }
      }),
      { numRuns: RUNS },
    )
    expect(found).toBeGreaterThan(0)
  },
)

test('a pattern that would take too many places is left to the RegExp', () => {
  expect(Automaton.of(parseRegex(/(?:[ab]{2}(?:[cd]{3}|[ef]{4}){5}){3}/))).toBeInstanceOf(Automaton)
  const long = new RegExp('[a-z][0-9]'.repeat(2_500))
  expect(Automaton.of(parseRegex(long))).toBeUndefined()
})
