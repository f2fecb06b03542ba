/** Every provider's `detect` entries against one contract. A new provider file is covered without a line here. */
import { expect, test } from 'vitest'
import { withDecoding } from '../../src/detect/decode/decoding-engine.ts'
import { createEngine, type Explained } from '../../src/detect/engine.ts'
import { compileRule, DEFAULT_WINDOW } from '../../src/detect/kernel/compile-rule.ts'
import type { Rule } from '../../src/detect/rule.ts'
import { providers } from '../../src/providers/index.ts'
import { catalogue } from '../../src/scan/catalogue.ts'
import { generateProviders } from '../../scripts/generate-providers.ts'
import { readFileSync } from 'node:fs'
import { expandTemplate, seededPick } from './expand-template.ts'
import { FORMS, NO_FORMS } from './grammar-forms.ts'
import { longestMatch } from './longest-match.ts'

const rules = catalogue()
const all = createEngine(rules)
const detects = providers.flatMap((provider) => Object.values(provider.keys).flatMap((key) => key.detect))
const cases = detects.map((detect) => [detect.rule, detect, ruleOf(detect.rule)] as const)
const SEEDS = [1, 2]

function ruleOf(id: string): Rule {
  return rules.find((rule) => rule.id === id) as Rule
}

/** What the rule itself found, whether or not a better rule saw the same key. One engine of all rules serves each. */
function foundBy(rule: Rule, text: string): Pick<Explained, 'start' | 'end' | 'secret' | 'score'>[] {
  return all
    .explain(bytesOf(text))
    .filter((found) => found.rule.id === rule.id && found.score > 0)
    .map(({ start, end, secret, score }) => ({ start, end, secret, score }))
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'utf8')
}

test('the list of providers is the one that the generator writes', () => {
  for (const [path, content] of generateProviders('.')) expect(readFileSync(path, 'utf8')).toBe(content)
})

test('the README counts the providers by hundreds, and rightly', () => {
  const [, said] = /more than (\d+) providers/.exec(readFileSync('README.md', 'utf8')) ?? []
  expect(Number(said)).toBe(Math.floor((providers.length - 1) / 100) * 100)
})

test('provider ids, rule ids and docs are in order', () => {
  for (const provider of providers) expect(provider.docs).toMatch(/^https:\/\//)
  expect(new Set(providers.map((provider) => provider.id)).size).toBe(providers.length)
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
})

test('every kind of key has the name that texts call it', () => {
  for (const provider of providers) {
    for (const [kind, { label }] of Object.entries(provider.keys)) {
      expect(label, `${provider.id} ${kind}`).toMatch(/^[A-Za-z][A-Za-z -]{2,30}$/)
      expect(`${provider.name} ${label}`, kind).not.toMatch(/\b(\w+) \1\b/i)
    }
  }
})

test.each(cases)('%s: every example is found by its rule, wherever it stands', (_, detect, rule) => {
  expect(detect.examples.length).toBeGreaterThan(0)
  for (const template of detect.examples) {
    for (const seed of SEEDS) {
      const example = expandTemplate(template, seededPick(seed))
      const [plain, ...more] = foundBy(rule, example)
      expect(plain, example).toBeDefined()
      expect(more).toEqual([])
      if (template !== detect.examples[0]) break
      if (seed !== SEEDS[0]) continue
      for (const before of [' '.repeat(20_000), 'key: "', 'lorem ipsum\n'.repeat(500)]) {
        const [moved] = foundBy(rule, `${before}${example}\n${'~ '.repeat(3_000)}`)
        const at = before.length
        expect(moved, example).toEqual({ ...plain, start: (plain?.start ?? 0) + at, end: (plain?.end ?? 0) + at })
      }
    }
  }
})

test.each(cases)('%s: the full catalogue reports each example once, for this provider', (_, detect, rule) => {
  for (const template of detect.examples) {
    const matches = all.match(bytesOf(expandTemplate(template)))
    expect(
      matches.map((match) => match.provider),
      template,
    ).toContain(rule.provider)
  }
})

test.each(cases)('%s: no look-alike is found', (_, detect, rule) => {
  expect(detect.lookalikes.length).toBeGreaterThan(0)
  for (const template of detect.lookalikes) {
    for (const seed of SEEDS) {
      const text = expandTemplate(template, seededPick(seed))
      expect(foundBy(rule, text), text).toEqual([])
    }
  }
})

test.each(cases)('%s: literals are lower case, long enough, and lead to every example', (_, detect) => {
  expect(detect.literals.length).toBeGreaterThan(0)
  for (const literal of detect.literals) expect(literal).toMatch(/^[ -@[-~]{3,}$/)
  for (const template of detect.examples) {
    const folded = expandTemplate(template).toLowerCase()
    expect(
      detect.literals.some((literal) => folded.includes(literal)),
      template,
    ).toBe(true)
  }
})

test.each(cases)('%s: the pattern keeps no state and its longest match fits its window', (_, detect) => {
  expect(detect.pattern.global || detect.pattern.sticky).toBe(false)
  const { after } = detect.window ?? DEFAULT_WINDOW
  expect(longestMatch(detect.pattern.source)).toBeLessThanOrEqual(after + (detect.window ?? DEFAULT_WINDOW).before)
})

test.each(cases)('%s: the kernel can search it, by its own rarest bytes', (_, __, rule) => {
  expect(compileRule(rule)).toMatchObject({ by: 'pattern' })
})

const decoding = withDecoding(all)
const MEDIUM = 40

function sureOf(text: string): string[] {
  const filled = text
    .replaceAll('<P>', expandTemplate('{A-Z:2}{a-z:4}{0-9:3}!{A-Za-z:4}', seededPick(3)))
    .replaceAll('<K>', expandTemplate('{a-f0-9:32}', seededPick(4)))
  return decoding
    .match(bytesOf(filled), (reason) => expect.fail(reason))
    .filter(({ score }) => score >= MEDIUM)
    .map(({ rule }) => rule)
}

for (const [name, text, findings = 1] of FORMS) {
  test(`${name}: what stands in this form is found`, () => {
    expect(sureOf(text).length, text).toBeGreaterThanOrEqual(findings)
  })
}

for (const [name, text] of NO_FORMS) {
  test(`${name}: what only looks like this form is not`, () => {
    expect(sureOf(text), text).toEqual([])
  })
}

/** Rules of one shape differ in names and lengths only: each shape is timed once. */
const shapes = new Map(cases.map((one) => [shapeOf(one[1].pattern), one]))

function shapeOf({ source, flags }: RegExp): string {
  const inner = source.replace(/\[[^\]]*\]/g, '[]').replace(/\{\d+(?:,\d+)?\}/g, '{}')
  return `${flags}/${inner
    .replace(/[a-z0-9_]+/gi, 'a')
    .replace(/(?:a|\[ *\]\?)+/g, 'a')
    .replace(/a(?:\|a)+/g, 'a')}`
}

test.each([...shapes.values()])('%s: the pattern is linear-time on hostile input', (_, detect) => {
  for (const text of hostileTexts(detect.literals, detect.examples)) {
    const pattern = new RegExp(detect.pattern.source, [...new Set(`${detect.pattern.flags}g`)].join(''))
    // The test above proves each match bounded. This one catches what it cannot see: backtracking that
    // explodes takes minutes, a busy machine makes seconds of milliseconds.
    expect(costOf(pattern, text), `${detect.rule}: ${text.slice(0, 60)}`).toBeLessThan(5_000)
  }
})

/** 60 kB each: literals in a row, near misses in a row, and one endless run behind a literal. */
function hostileTexts(literals: readonly string[], examples: readonly string[]): string[] {
  const fill = (piece: string): string => piece.repeat(Math.ceil(60_000 / piece.length)).slice(0, 60_000)
  const example = expandTemplate(examples[0] as string)
  return [
    ...literals
      .slice(0, 2)
      .flatMap((literal) => [
        fill(literal),
        fill(literal.toUpperCase()),
        fill(`${literal} `),
        literal + fill('A'),
        literal + fill('1'),
        literal + fill(' '),
      ]),
    fill(example),
    fill(example.slice(0, -3)),
    fill(example.slice(0, Math.ceil(example.length / 2))),
    fill(`${example.slice(0, -1)}!`),
  ]
}

function costOf(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0
  const started = performance.now()
  while (pattern.exec(text) !== null);
  return performance.now() - started
}
