import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../test/fakes/kernel-scene.ts'
import { createSearcher } from '../searcher.ts'
import { compileImage } from './image.ts'

const BESIDE = ['', ' ', 'a', 'Z', '9', '_', '-', '.', '\n', '=']

interface Case {
  readonly pattern: RegExp
  readonly names: readonly string[]
  /** The program alone tells what matches; elsewhere it lets some more through. */
  readonly isExact: boolean
  readonly sample: string
}

const cases: readonly Case[] = [
  { pattern: /(?<![a-z])acme_[a-z0-9]{8,12}(?![a-z0-9])/, names: ['acme_'], isExact: true, sample: 'acme_k3v9q2m7' },
  {
    pattern:
      /(?<![a-z])(?:rev|rev[ _.]?ai)(?=[^a-z]|api)[^]{0,9}?(?<![a-z0-9]|[a-z0-9]_)[a-z0-9]{8}(?:[a-z0-9]{1,4})?(?![a-z0-9])/i,
    names: ['rev', 'Rev_ai', 'revapi '],
    isExact: false,
    sample: 'rev k3v9q2m7',
  },
  { pattern: /\bdelta\b=[0-9a-f]{6,9}\b/, names: ['delta=', 'delta', 'delt='], isExact: true, sample: 'delta=a1b2c3' },
  {
    pattern: /gamma\b[^]{0,3}?\b[0-9a-f]{6,9}\b/,
    names: ['gamma=', 'gamma -'],
    isExact: false,
    sample: 'gamma=a1b2c3',
  },
  { pattern: /^echo [a-z0-9]{6,9}$/m, names: ['echo ', 'echo'], isExact: true, sample: 'echo k3v9q2' },
  { pattern: /^echo [a-z0-9]{6,9}$/, names: ['echo ', 'echo'], isExact: false, sample: 'echo k3v9q2' },
  {
    pattern: /foxtrot:(?=[a-z]{0,5}[0-9])[a-z0-9]{7,9}(?!x)(?<!9)/,
    names: ['foxtrot:'],
    isExact: false,
    sample: 'foxtrot:k3v9q2m',
  },
  {
    pattern: /(?<=[-.]|[a-z]=)golf(?:[a-z0-9]{7,9}(?=[-.]|=b)|\.x{2,3}(?!x))/,
    names: ['golf', 'golf.'],
    isExact: false,
    sample: '=-golfk3v9q2m-',
  },
  {
    pattern: /(?<word>h[ou])tel-\k<word>(?!\k<word>)(?=y)?x/,
    names: ['hotel-hox', 'hutel-ho'],
    isExact: false,
    sample: 'hotel-hox',
  },
  {
    pattern: /india[ ]{0,2}[-.][a-f]{6}[-.][a-z0-9]{7,8}(?:[-.]|$)/,
    names: ['india-', 'india  .'],
    isExact: false,
    sample: 'india-abcdef.k3v9q2m.',
  },
  {
    pattern: /lima(?:s|sters)?[^]{0,9}?[a-f0-9]{2}z/,
    names: ['lima', 'limas', 'limasters', 'xlima'],
    isExact: false,
    sample: 'limas 9fz',
  },
  {
    pattern: /(?<![a-z])(?:mike|omike|omikes)(?=[a-z ])[^]{0,3}?[.-]/,
    names: ['mike', 'omike', 'omikes', 'mikes '],
    isExact: false,
    sample: 'omikes.',
  },
  // More ways to write it than a rule has variants.
  {
    pattern: /(?:november|nov[ _.]?ember|[o-r]scar[ -]?[xy]?[ -]?=?)[a-z0-9]{3,4}[x.!]/,
    names: ['november', 'nov_ember', 'oscar -x=', 'pscary', 'scar-'],
    isExact: false,
    sample: 'nov_embera1b2.',
  },
  {
    pattern: /(?:pa|qb)p[^]{0,4}?[0-9]x|tan(?![a-z])[a-z0-9]?/i,
    names: ['pap', 'qbp', 'tan', 'TAN'],
    isExact: false,
    sample: 'tan',
  },
]

const key = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{5,14}$/),
  fc.stringMatching(/^[a-f]{5,7}[-.][a-z0-9]{6,9}$/),
  fc.nat({ max: 14 }).map((length) => 'x'.repeat(length)),
)

const textOf = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...BESIDE), fc.constantFrom(...names), fc.constantFrom(...BESIDE), key), {
      minLength: 1,
      maxLength: 4,
    })
    .chain((parts) => fc.constantFrom(...BESIDE).map((last) => parts.flat().join('') + last))

/** What the pattern matches from each place on. */
function matchesAtAll(pattern: RegExp, text: string): [start: number, end: number][] {
  const sticky = new RegExp(pattern, `${pattern.flags}y`)
  return Array.from(text).flatMap((_, start): [number, number][] => {
    sticky.lastIndex = start
    const match = sticky.exec(text)
    return match === null ? [] : [[start, start + match[0].length]]
  })
}

describe.each(cases)('$pattern', ({ pattern, names, isExact, sample }) => {
  const { bytes: image } = compileImage([{ id: 'acme', pattern, literals: [] }])
  const searchers = (['wasm', 'typescript'] as const).map((kind) => createSearcher(image, kind))

  test('every match holds a hit, and what stands beside it refuses the others', () => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(textOf(names), (text) => {
        const [hits, twin] = searchers.map((searcher) => searcher.search(Buffer.from(text, 'latin1')).hits)
        expect(twin).toEqual(hits)
        const positions = (hits ?? []).filter((_, i) => i % 2 === 0)
        const matches = matchesAtAll(pattern, text)
        for (const [start, end] of matches) {
          expect(positions.some((position) => position >= start && position < end)).toBe(true)
        }
        if (isExact) expect(positions.length).toBe(matches.length)
        seen.add(matches.length > 0)
      }),
      { numRuns: 3 * RUNS, examples: [[sample]] },
    )
    expect(seen).toEqual(new Set([true, false]))
  })
})
