import { expect, test } from 'vitest'
import { parseRegex } from './regex.ts'
import type { Node } from './regex-tree.ts'

const ATOMS = [
  '.',
  'a',
  'K',
  '\\w',
  '\\W',
  '\\s',
  '\\d',
  '[^a-z]',
  '[\\w.-]',
  '[^]',
  '[]',
  '\\x41',
  '\\n',
  '\\cJ',
  '\\.',
  '[\\]\\\\]',
]
const UNICODE = ['\\p{Lu}', '\\P{L}', '\\u{e9}', '[\\p{L}--[a-z]]', '\\xe9', '[À-ÿ]', 'ß']
const FLAGS = ['', 'i', 's', 'u', 'iu', 'v', 'iv']

function setIn(node: Node): Uint8Array | undefined {
  if (node.type === 'set') return node.set
  return node.type === 'sequence' && node.parts.length === 1 ? setIn(node.parts[0] as Node) : undefined
}

test('an atom takes the bytes that a RegExp takes as a whole text', () => {
  let compared = 0
  for (const flags of FLAGS) {
    for (const source of [...ATOMS, ...UNICODE]) {
      let alone: RegExp
      try {
        alone = new RegExp(`^(?:${source})$`, flags)
      } catch {
        continue
      }
      const set = setIn(parseRegex(new RegExp(source, flags)))
      // Without the flag u `\p{Lu}` is five characters.
      if (set === undefined) continue
      expect(Array.from(set)).toEqual(
        Array.from({ length: 256 }, (_, byte) => (alone.test(String.fromCharCode(byte)) ? 1 : 0)),
      )
      compared++
    }
  }
  expect(compared).toBeGreaterThan(120)
})
