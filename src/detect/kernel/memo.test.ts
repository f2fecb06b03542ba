import { describe, expect, test, vi } from 'vitest'
import { remembering, rules, search, verdictsOf } from '../../../test/fakes/kernel-scene.ts'
import { createEngine } from '../engine.ts'
import type { Rule } from '../rule.ts'
import type { Verdicts } from '../verdicts.ts'
import { HIT_WORDS } from './kernel.ts'

describe('a memo of verdicts', () => {
  const asked = vi.fn<(secret: string) => void>()
  const token = { ...(rules[0] as (typeof rules)[number]), provider: 'token', kind: 'key', about: 'key' }
  const judge = (secret: string): { keep: boolean; reason: string } => {
    asked(secret)
    return { keep: secret.length % 2 === 0, reason: 'by its length' }
  }
  const engine = createEngine([{ ...token, judge } satisfies Rule])
  const scan = (verdicts: Verdicts, text: string): string[] => {
    verdicts.forgetFrom(0)
    asked.mockClear()
    const { blobAt, length, hitsAt, hits } = search(remembering, Buffer.from(text))
    verdicts.look(blobAt, length)
    const words = remembering.kernel.words.subarray(hitsAt / 4, hitsAt / 4 + HIT_WORDS * hits.length)
    return engine
      .judge(remembering.kernel.bytes.subarray(blobAt, blobAt + length), words, verdicts)
      .map(({ secret }) => secret)
  }
  const around = (text: string): string => `${'.'.repeat(400)} ${text} ${'.'.repeat(400)}`

  test.each(['acme_k3v9q2m7x1', 'acme_k3v9q2m7x1a'])('knows %s in any other place', (secret) => {
    const verdicts = verdictsOf(remembering)
    const first = scan(verdicts, around(secret))
    expect(asked).toHaveBeenCalledOnce()
    expect(first).toHaveLength(secret.length % 2 === 0 ? 1 : 0)
    expect(scan(verdicts, `something before it${around(secret)}and behind`)).toEqual(first)
    expect(asked).not.toHaveBeenCalled()
  })

  test.each([
    ['another byte in it', around('acme_k3v9q2m7x2')],
    ['another byte before it', around('acme_k3v9q2m7x1').replace('. a', '.,a')],
    ['another byte behind it', around('acme_k3v9q2m7x1').replace('1 .', '1,.')],
    ['the beginning before it', `${'.'.repeat(20)} acme_k3v9q2m7x1 ${'.'.repeat(400)}`],
    ['the end behind it', `${'.'.repeat(400)} acme_k3v9q2m7x1 .`],
  ])('asks again with %s', (_, text) => {
    const verdicts = verdictsOf(remembering)
    scan(verdicts, around('acme_k3v9q2m7x1'))
    scan(verdicts, text)
    expect(asked).toHaveBeenCalledOnce()
    scan(verdicts, text)
    expect(asked).not.toHaveBeenCalled()
  })

  test('is emptied when it is more than half full, and never overflows', () => {
    const verdicts = verdictsOf(remembering)
    const several = (from: number): string =>
      Array.from({ length: 100 }, (_, i) => `acme_k3v9q2m7x${from + i}`).join(' ')
    for (let from = 100_000; from < 240_000; from += 100) {
      const found = scan(verdicts, several(from))
      expect(found).toHaveLength(100)
      if (from === 100_000) continue
      expect(asked).toHaveBeenCalledTimes(100)
    }
    // One or the other had to make place for those behind it.
    scan(verdicts, several(100_000))
    expect(asked.mock.calls.length).toBeLessThan(50)
    verdicts.makeRoom()
    expect(scan(verdicts, several(100_000))).toHaveLength(100)
    expect(asked).toHaveBeenCalledTimes(100)
    scan(verdicts, several(100_000))
    expect(asked).not.toHaveBeenCalled()
  }, 60_000)
})
