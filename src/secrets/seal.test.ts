import { createDecipheriv } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { seal, unseal, type KeyringKey } from './seal.ts'

const RING: KeyringKey = { id: 'key_1', key: Buffer.alloc(32, 1) }
const OTHER: KeyringKey = { id: 'key_2', key: Buffer.alloc(32, 2) }
const findKey = (id: string): Buffer | undefined => [RING, OTHER].find((ring) => ring.id === id)?.key
const ROW = ['version', 'sec_1', '3', 'shop', 'production']
const tampered = expect.objectContaining({ code: 'SECRET_TAMPERED' }) as Error

const open = (sealed: Buffer, context: readonly string[] = ROW): string => unseal(findKey, context, sealed).reveal()

/** AES-256-GCM as the header of seal.ts draws it, written a second time. */
function decryptByHand(key: Buffer, bound: string, box: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12))
  decipher.setAAD(Buffer.from(bound)).setAuthTag(box.subarray(12, 28))
  return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()])
}

test('the layout is the documented one: another program can open it', () => {
  const sealed = seal(RING, ROW, new Sensitive('gehäuse'))
  expect([...sealed.subarray(0, 7)]).toEqual([2, 5, ...Buffer.from('key_1')])
  expect(sealed.length).toBe(7 + 60 + 28 + Buffer.byteLength('gehäuse'))
  const bound = '7:version5:sec_11:34:shop10:production'
  const dataKey = decryptByHand(RING.key, '\u0002\u0005key_1', sealed.subarray(7, 67))
  expect(dataKey.length).toBe(32)
  expect(decryptByHand(dataKey, bound, sealed.subarray(67)).toString()).toBe('gehäuse')
})

test('any text comes back as it was, and never looks the same twice', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
      (text) => {
        const [one, two] = [seal(RING, ROW, new Sensitive(text)), seal(RING, ROW, new Sensitive(text))]
        expect(open(one)).toBe(text)
        expect(one.equals(two)).toBe(false)
      },
    ),
  )
})

test('a flipped bit anywhere is found', () => {
  const sealed = seal(RING, ROW, new Sensitive('a value'))
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    expect(() => open(changed), `bit ${bit}`).toThrow(tampered)
  }
})

test('a value that was cut short or made longer is found', () => {
  const sealed = seal(RING, ROW, new Sensitive('a value'))
  for (let length = 0; length < sealed.length; length++) {
    expect(() => open(sealed.subarray(0, length)), `${length} bytes`).toThrow(tampered)
  }
  expect(() => open(Buffer.concat([sealed, Buffer.from([0])]))).toThrow(tampered)
})

test.each([
  ['another kind of row', ['material', 'sec_1', '3', 'shop', 'production']],
  ['another secret', ['version', 'sec_2', '3', 'shop', 'production']],
  ['another version', ['version', 'sec_1', '4', 'shop', 'production']],
  ['another project', ['version', 'sec_1', '3', 'blog', 'production']],
  ['another environment', ['version', 'sec_1', '3', 'shop', 'staging']],
  ['parts that join to the same text', ['version', 'sec_13', '', 'shop', 'production']],
  ['a part less', ['version', 'sec_1', '3', 'shop']],
])('a value that was moved to %s does not open', (_where, context) => {
  const sealed = seal(RING, ROW, new Sensitive('a value'))
  expect(() => open(sealed, context)).toThrow(tampered)
})

test('no two contexts are bound alike', () => {
  const parts = fc.array(fc.stringMatching(/^[0-9:a]{0,3}$/), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(parts, parts, (one, two) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(two))
      expect(() => open(seal(RING, one, new Sensitive('x')), two)).toThrow(tampered)
    }),
    { numRuns: 300 },
  )
})

test('a value that names another key of the ring, or one that is not in it, does not open', () => {
  const renamed = Buffer.from(seal(RING, ROW, new Sensitive('a value')))
  renamed.write('key_2', 2)
  expect(() => open(renamed)).toThrow(tampered)
  const stranger = seal({ id: 'key_9', key: Buffer.alloc(32, 9) }, ROW, new Sensitive('a value'))
  expect(() => open(stranger)).toThrow(tampered)
})

test('the error says which row, and nothing of the value', () => {
  const sealed = seal(RING, ROW, new Sensitive('canary-value'))
  sealed[sealed.length - 1] = (sealed.at(-1) as number) ^ 1
  try {
    open(sealed)
    expect.unreachable()
  } catch (error) {
    expect(String(error)).toContain('version|sec_1|3|shop|production')
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary')
  }
})
