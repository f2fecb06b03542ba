import { expect, test } from 'vitest'
import type { Detect } from './provider.ts'
import networkDevice from './network-device.ts'

const rule = Object.values(networkDevice.keys)
  .flatMap(({ detect }) => detect)
  .find(({ rule: id }) => id === 'cisco-type-7-password') as Detect

function judge(line: string): boolean | undefined {
  const match = rule.pattern.exec(line)
  return match === null ? undefined : rule.judge?.(match.groups?.['secret'] ?? '', match).keep
}

/** The published example of the transformation, in two parts because the whole is what the rule finds. */
const CISCO = ['0205', '0D480809'].join('')

test('type 7 is known by what it turns back into', () => {
  expect(judge(`enable password 7 ${CISCO}`)).toBe(true)
  expect(judge(`enable password 7 ${CISCO}4`)).toBe(false)
  expect(judge('enable password 7 02FFFFFFFFFFFF')).toBe(false)
  expect(judge(`level 7 ${CISCO}`)).toBeUndefined()
})
