import { expect, test } from 'vitest'
import { code, list, plain, table } from './markdown.ts'

const HOSTILE = [
  '[click](https://evil.example)',
  '![x](https://evil.example/pixel.png)',
  '<img src=x onerror=alert(1)>',
  '<!-- ',
  '`) | injected | row |',
  '``` \n# Heading',
  '@everyone look at https://evil.example and www.evil.example',
  'a\nb\r\nc\u2028d',
  '\u202Egnp.exe\u202C',
  '**bold** _em_ ~~gone~~ $x$ &lt;',
  '\\',
  '|',
  '`',
  '',
]

test.each(HOSTILE)('running text of %j stays text, on one line', (text) => {
  const safe = plain(text)
  expect(safe).not.toMatch(/[\n\r\u2028\u202E]/)
  // Every character that could begin markup stands behind a backslash.
  expect(safe.replaceAll(/\\[\p{P}\p{S}]/gu, '')).not.toMatch(/[`*[\]{}<>|~&$\\]|:\/\/|www\.|@(?!\u2060)/)
})

test.each(HOSTILE)('code of %j is one code span in one table cell', (text) => {
  const span = code(text)
  expect(span).not.toMatch(/[\n\r\u2028\u202E]/)
  const [, fence = '', body = ''] = /^(`+)([^]*)\1$/.exec(span) ?? []
  expect(fence).not.toBe('')
  const runs = body.match(/`+/g) ?? []
  expect(runs.filter((run) => run.length === fence.length)).toEqual([])
  expect(body.replaceAll('\\|', '')).not.toContain('|')
})

test.each(['- item', '# title', '1. first', '1) first', '+ item', '> quote', '=== line'])(
  '%j at the start of a line begins nothing',
  (text) => {
    expect(plain(text)).toMatch(/^(\\|\d+\\)/)
  },
)

test('ordinary names stay readable', () => {
  expect(plain('Version 2 of shop/production/DATABASE_URL is dead.')).toBe(
    'Version 2 of shop/production/DATABASE_URL is dead.',
  )
  expect(code('.env')).toBe('`.env`')
})

test('long text is cut', () => {
  expect(plain('x'.repeat(10_000)).length).toBeLessThan(400)
  expect(code('🔑'.repeat(10_000))).toMatch(/^`(🔑){300}…`$/u)
})

test('tables and lists are plain lines', () => {
  expect(table(['a', 'b'], [['1', code('x|y')]])).toBe('| a | b |\n| --- | --- |\n| 1 | `x\\|y` |')
  expect(list(['a', 'b'])).toBe('- a\n- b')
})
