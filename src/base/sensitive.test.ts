import { format, inspect } from 'node:util'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { Sensitive } from './sensitive.ts'

const CANARY = 'canary-4711'
const secret = new Sensitive(CANARY)

test('only reveal() shows the value', () => {
  expect(secret.reveal()).toBe(CANARY)
  expect(secret.length).toBe(CANARY.length)
})

test('whatever prints it prints a mask', () => {
  const lines: string[] = []
  pino({}, { write: (line: string) => void lines.push(line) }).info({ secret, deep: [{ secret }] }, 'seen %o', secret)
  const prints = [
    ['', ''].join(String(secret)),
    String(secret),
    JSON.stringify({ secret }),
    format('%s %o %O %j', secret, secret, secret, secret),
    inspect({ secret }, { depth: 9, showHidden: true }),
    Object.entries(secret).join(),
    JSON.stringify(Object.assign({}, secret)),
    lines.join(),
  ]
  for (const text of prints) expect(text).not.toContain(CANARY)
  expect(JSON.stringify({ secret })).toBe('{"secret":"[sensitive]"}')
})
