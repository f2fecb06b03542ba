import { expect, test } from 'vitest'
import { boundaryBehind, fixedTexts, leastEntropy, readKeyPattern, sampleOf, shortSampleOf } from './key-pattern.ts'

const read = (pattern: RegExp): ReturnType<typeof readKeyPattern> => readKeyPattern(pattern.source)

test('a sample has each class once, as a template, and what is fixed as it stands', () => {
  expect(sampleOf(read(/pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/))).toBe('pat{A-Za-z0-9:14}.{a-f0-9:64}')
  expect(sampleOf(read(/sk-(?:live|test)_[\w-]{20,30}\/\d{2}/))).toBe('sk-live_{A-Za-z0-9_-:25}/{0-9:2}')
  expect(sampleOf(read(/[a-z]{8}(?:-[a-z]{4}){3}=?/))).toBe('{a-z:8}-{a-z:4}-{a-z:4}-{a-z:4}')
})

test('a sample that is too short lacks a quarter of its longest part', () => {
  expect(shortSampleOf(read(/ab[0-9]{4}[a-f0-9]{32}/))).toBe('ab{0-9:4}{a-f0-9:24}')
})

test('fixed texts are the beginning of the key, each choice of it, or what stands inside', () => {
  expect(fixedTexts(read(/glpat-[\w-]{20}/))).toEqual(['glpat-'])
  expect(fixedTexts(read(/(?:na1|eu1)\.[0-9]{20}/))).toEqual(['na1.', 'eu1.'])
  expect(fixedTexts(read(/[a-z]{22}:APA91b[0-9]{20}/))).toEqual([':APA91b'])
  expect(fixedTexts(read(/[a-f0-9]{32}/))).toEqual([])
})

test('behind a key stands nothing that it could go on with', () => {
  expect(boundaryBehind(read(/[a-f0-9]{32}/))).toBe('(?![A-Za-z0-9])')
  expect(boundaryBehind(read(/[A-Za-z0-9_=-]{32}/))).toBe('(?![A-Za-z0-9_=-])')
})

test('longest counts literals, classes and groups', () => {
  expect(read(/ab[0-9]{4,6}(?:-[a-z]{4}){2}/).longest).toBe(2 + 6 + 10)
})

test('short keys and keys of digits need fewer bits per character', () => {
  expect(leastEntropy(read(/[a-z0-9]{12}/))).toBeLessThan(leastEntropy(read(/[a-f0-9]{32}/)))
  expect(leastEntropy(read(/[a-f0-9]{32}/))).toBeLessThan(leastEntropy(read(/[A-Za-z0-9]{40}/)))
})

test('what it cannot read is an error, not a guess', () => {
  for (const pattern of [/a+/, /(a)/, /[a-z]*/, /^a/, /(?:a(?:b)){2}/]) expect(() => read(pattern)).toThrow(TypeError)
})
