import { expect, test } from 'vitest'
import { parseMarkdown, parseSpans } from './markdown.ts'

test('the blocks of a post-mortem are recognised', () => {
  const text = `# Title
first line
goes on

- [x] done
- [ ] open
  and continued

| a | b |
|---|---|
| 1 | x \\| y |

> quoted
> twice
1. one
2. two
---
\`\`\`sql
SELECT 1

\`\`\`
<!-- for the author -->
end`
  expect(parseMarkdown(text)).toEqual([
    { kind: 'heading', level: 1, text: 'Title' },
    { kind: 'paragraph', text: 'first line goes on' },
    {
      kind: 'list',
      ordered: false,
      items: [
        { text: 'done', checked: true },
        { text: 'open and continued', checked: false },
      ],
    },
    { kind: 'table', head: ['a', 'b'], rows: [['1', 'x | y']] },
    { kind: 'quote', text: 'quoted twice' },
    { kind: 'list', ordered: true, items: [{ text: 'one' }, { text: 'two' }] },
    { kind: 'rule' },
    { kind: 'code', text: 'SELECT 1\n' },
    { kind: 'paragraph', text: 'end' },
  ])
})

test('spans keep all text, and a link to a script stays text', () => {
  expect(parseSpans('a **b** `c` *d* [e](https://example.org) [f](javascript:alert(1))')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'd' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'e', href: 'https://example.org' },
    { kind: 'text', text: ' ' },
    { kind: 'text', text: '[f](javascript:alert(1)' },
    { kind: 'text', text: ')' },
  ])
})

test('every input ends, also one that only looks like a table or an open fence', () => {
  expect(parseMarkdown('| no table')).toEqual([{ kind: 'paragraph', text: '| no table' }])
  expect(parseMarkdown('```\nopen')).toEqual([{ kind: 'code', text: 'open' }])
})

test('underscores emphasise around words only, and an escaped character is itself', () => {
  expect(parseSpans('_To be written: a_ sk\\_live\\_x snake_case_name')).toEqual([
    { kind: 'em', text: 'To be written: a' },
    { kind: 'text', text: ' sk_live_x snake_case_name' },
  ])
})
