import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from './engine.ts'
import type { Rule } from './rule.ts'
import { assess } from './score.ts'

const token: Rule = {
  id: 'acme-token',
  provider: 'acme',
  kind: 'token',
  about: 'Acme token',
  pattern: /(?<![a-z0-9])(?<secret>acme_[a-z0-9]{8,24})(?![a-z0-9])/,
  literals: ['acme_'],
  window: { before: 16, after: 40 },
}

/** Its key stands behind its name, so the match is wider than the secret. */
const named: Rule = {
  id: 'brick-password',
  provider: 'brick',
  kind: 'password',
  about: 'Brick password',
  pattern: /brick[ -]{0,4}pass\s?=\s?(?<secret>[^\s]{4,20})/i,
  literals: ['pass'],
  window: { before: 16, after: 40 },
}

/** What its pattern demands far behind its anchor is one byte. */
const scarce: Rule = {
  id: 'site-password',
  provider: 'site',
  kind: 'password',
  about: 'Site password',
  pattern: /pass:=(?<user>[a-z]{0,20}):(?<secret>[a-z0-9]{3,25})@/,
  literals: ['pass:='],
  window: { before: 16, after: 80 },
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

/** What a rule says of the whole text, without prefilter and windows. What is refused takes nothing from what follows. */
function bruteForce(rule: Rule, text: string): string[] {
  const pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags}gd`)
  const kept: string[] = []
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [-1, -1]
    if (assess(rule, text.slice(start, end), match).keep) kept.push(`${rule.id}@${start}-${end}`)
    else pattern.lastIndex = match.index + 1
  }
  return kept
}

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'acme_',
      'ACME_',
      'brick',
      'Brick pass=',
      'pass = ',
      'pass:=',
      ':',
      '@',
      ' ',
      '\n',
      '-',
      '=',
    ),
  },
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9]{1,30}$/) },
  { weight: 1, arbitrary: fc.nat({ max: 90 }).map((n) => '.'.repeat(n)) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => Buffer.from(text).toString('latin1')),
  },
)

test.each([token, named, scarce])('$id: windows give the same matches as the pattern on the whole text', (rule) => {
  const engine = createEngine([rule])
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      const found = engine.match(bytesOf(text)).map((match) => `${match.rule}@${match.start}-${match.end}`)
      expect(found).toEqual(bruteForce(rule, text))
    }),
    { numRuns: 1_000 },
  )
})

test('a match does not depend on what lies before and after it', () => {
  const engine = createEngine([token, named])
  const core = 'key acme_k3v9q2m7x1 and brick pass=Tr0ub4dor'
  const plain = engine.match(bytesOf(core))
  expect(plain.map((match) => match.secret)).toEqual(['acme_k3v9q2m7x1', 'Tr0ub4dor'])
  fc.assert(
    fc.property(
      fc.nat({ max: 5_000 }),
      fc.nat({ max: 200 }),
      fc.constantFrom(' ', '\n', '.', 'pass ', 'acme_ '),
      (before, after, fill) => {
        const prefix = fill.repeat(before)
        const moved = engine.match(bytesOf(`${prefix}\n${core}\n${fill.repeat(after)}`))
        expect(moved).toEqual(
          plain.map((match) => ({
            ...match,
            start: match.start + prefix.length + 1,
            end: match.end + prefix.length + 1,
          })),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('bytes that are a view into a larger buffer are read at their place', () => {
  const whole = bytesOf('acme_outside1 | acme_k3v9q2m7x1 | acme_outside2')
  const start = whole.indexOf('| ') + 2
  const matches = createEngine([token]).match(whole.subarray(start, start + 15))
  expect(matches.map((match) => [match.secret, match.start, match.end])).toEqual([['acme_k3v9q2m7x1', 0, 15]])
})

test('literals are found in any case, the pattern decides about the case', () => {
  expect(createEngine([named]).match(bytesOf('BRICK PASS=Tr0ub4dor')).length).toBe(1)
  expect(createEngine([token]).match(bytesOf('ACME_k3v9q2m7x1'))).toEqual([])
})

test('of two rules for the same key the one with the better score stays', () => {
  const sure: Rule = { ...token, id: 'acme-sure', judge: () => ({ keep: true, score: 10, reason: 'sure' }) }
  const matches = createEngine([token, sure]).match(bytesOf('acme_k3v9q2m7x1'))
  expect(matches.map((match) => match.rule)).toEqual(['acme-sure'])
  expect(matches[0]?.reasons).toContain('sure')
})

test('a judge that refuses removes the match', () => {
  const never: Rule = { ...token, judge: () => ({ keep: false, reason: 'wrong checksum' }) }
  expect(createEngine([never]).match(bytesOf('acme_k3v9q2m7x1'))).toEqual([])
})

test('a secret below the least entropy of its rule is refused', () => {
  const strict: Rule = { ...token, minEntropy: 3 }
  expect(createEngine([strict]).match(bytesOf('acme_aaaaaaab'))).toEqual([])
  expect(createEngine([strict]).match(bytesOf('acme_k3v9q2m7x1')).length).toBe(1)
})

test.each(['rekey:allow', 'gitleaks:allow'])(
  'a comment %s on the line permits it, on the next line it does not',
  (mark) => {
    const engine = createEngine([token])
    expect(engine.match(bytesOf(`a\nx = acme_k3v9q2m7x1 # ${mark}\nb`))).toEqual([])
    expect(engine.match(bytesOf(`# ${mark}\nx = acme_k3v9q2m7x1\n# ${mark}`)).length).toBe(1)
  },
)

test.each(['changeme', 'xxxx', '<password>', '${DB_PASS}', '{{password}}', '********', 'your-password', 'aaaaaaa'])(
  'the placeholder %s is no password',
  (placeholder) => {
    expect(createEngine([named]).match(bytesOf(`brick pass=${placeholder}`))).toEqual([])
  },
)

test.each(['acme_abcdefghijkl', 'acme_1234567890', 'acme_exampleq7m2x'])(
  '%s has the form: it is graded, not hidden',
  (text) => {
    const [match] = createEngine([token]).match(bytesOf(text))
    expect(match?.score).toBeLessThan(40)
    expect(match?.reasons).toHaveLength(2)
    expect(createEngine([token]).match(bytesOf('acme_k3v9q2m7x1'))[0]?.score).toBeGreaterThanOrEqual(40)
  },
)

test('a documented example is none', () => {
  const keyId: Rule = { ...token, pattern: /(?<secret>AKIA[A-Z0-9]{16})/, literals: ['akia'] }
  expect(createEngine([keyId]).match(bytesOf(`AKIA${'Q'.repeat(4)}T7M2XEXAMPLE`))).toEqual([])
})

test('a flood of literals is judged in one merged window, not one by one', () => {
  const started = performance.now()
  expect(createEngine([token]).match(Buffer.alloc(4_000_000, 'acme_'))).toEqual([])
  expect(performance.now() - started).toBeLessThan(3_000)
})

test('a rule for what anybody may use yields to the rule of a provider, whatever the scores', () => {
  const rule = (id: string, more: Partial<Rule>): Rule => ({
    id,
    provider: id,
    kind: 'k',
    about: id,
    pattern: /key-(?<secret>[a-z0-9]{12})/,
    literals: ['key-'],
    ...more,
  })
  const score = (points: number) => () => ({ keep: true, score: points, reason: 'r' })
  const engine = createEngine([
    rule('anybody', { fallback: true, judge: score(30) }),
    rule('provider', { judge: score(-30) }),
  ])
  expect(engine.match(Buffer.from('key-k3x9q2z7m4p1')).map((match) => match.rule)).toEqual(['provider'])
})

test('what only tells of another finding is dropped where there is none near it', () => {
  const base = { provider: 'acme', about: 'key', literals: [] }
  const told = createEngine([
    { ...base, id: 'acme-key', kind: 'key', pattern: /acme_[a-z0-9]{12}/ },
    {
      ...base,
      id: 'acme-host',
      kind: 'host',
      part: 'context',
      pattern: /acmehost=[a-z.]{4,20}/,
      partners: [{ rule: 'acme-key', tells: 'host' }],
    },
  ])
  const rulesIn = (text: string): string[] => told.match(Buffer.from(text)).map(({ rule }) => rule)
  expect(rulesIn('acmehost=db.internal\n')).toEqual([])
  expect(rulesIn('acmehost=db.internal\nacme_k3v9q2m7x1zz\n')).toEqual(['acme-host', 'acme-key'])
  expect(rulesIn(`acmehost=db.internal\n${'.'.repeat(5_000)}acme_k3v9q2m7x1zz\n`)).toEqual(['acme-key'])
  const [explained] = told.explain(Buffer.from('acmehost=db.internal\n'))
  expect(explained?.kept).toBe(false)
  expect(explained?.reasons.at(-1)).toContain('only tells')
})
