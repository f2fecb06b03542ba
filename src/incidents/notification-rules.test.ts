import { expect, test } from 'vitest'
import { NOTIFICATION_RULES } from './notification-rules.ts'

test('every row has an id of its own, a place, a source and words for start, deadline and trigger', () => {
  expect(new Set(NOTIFICATION_RULES.map(({ id }) => id)).size).toBe(NOTIFICATION_RULES.length)
  for (const rule of NOTIFICATION_RULES) {
    const texts = [
      rule.place,
      rule.instrument,
      rule.startsWhen,
      rule.deadline,
      rule.recipient,
      rule.trigger,
      rule.source,
    ]
    expect(texts, rule.id).toEqual(texts.map(() => expect.stringMatching(/\S/)))
    expect(rule.runs.length, rule.id).toBeGreaterThan(0)
    expect(rule.jurisdictions.length, rule.id).toBeGreaterThan(0)
  }
})

test('rows say how sure they are', () => {
  const count = (confidence: string): number =>
    NOTIFICATION_RULES.filter((rule) => rule.confidence === confidence).length
  expect({ S: count('S'), C: count('C'), M: count('M') }).toEqual({ S: 28, C: 4, M: 14 })
})

test('a clock that follows another names a row that exists', () => {
  const ids = new Set(NOTIFICATION_RULES.map(({ id }) => id))
  const followed = NOTIFICATION_RULES.flatMap(({ runs }) =>
    runs.flatMap(({ from }) => (typeof from === 'object' ? [from.filed] : [])),
  )
  expect(followed.length).toBeGreaterThan(0)
  expect(followed.filter((id) => !ids.has(id))).toEqual([])
})
