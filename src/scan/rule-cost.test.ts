import { expect, test } from 'vitest'
import { ruleCosts } from './rule-cost.ts'
import { parseScanSettings } from './user-rules/scan-settings.ts'

const OWN = `
scan:
  rules:
    - { id: acme, regex: 'acme_[a-z0-9]{8}', keywords: [acme_] }
    - { id: wide, regex: '[a-z]{3,}' }
`

test('the catalogue is within the budget of the build; rules of rekey.yaml are measured, and their faults are said', () => {
  let time = 0
  const costs = ruleCosts(parseScanSettings(OWN, 'rekey.yaml'), () => (time += 10))
  const own = costs.filter(({ from }) => from === 'rekey.yaml')
  expect(own.map(({ id, problems }) => [id, problems])).toEqual([
    ['acme', ['more than 20 ms per MB where it runs']],
    ['wide', ['no keywords: its pattern runs on every text', 'more than 20 ms per MB where it runs']],
  ])
  expect(own[0]?.msPerMegabyte).toBeCloseTo(38, 0)
  const [first, ...others] = costs.filter(({ from }) => from === 'catalogue')
  expect(others.length).toBeGreaterThan(1_000)
  expect(first?.candidatesPerMegabyte).toBeGreaterThan(100)
  expect(others.every(({ msPerMegabyte }) => msPerMegabyte <= (first?.msPerMegabyte ?? 0))).toBe(true)
  expect([first, ...others].filter((one) => one !== undefined && one.problems.length > 0)).toEqual([])
})
