import type { PGlite } from '@electric-sql/pglite'
import { expect, test } from 'vitest'
import { keepOpen } from './keep-open.ts'

const QUESTION = new Uint8Array([1])

/** An instance that answers with what is next in its list; an answer that is an Error is thrown. */
function instance(...answers: (object | Error)[]): PGlite & { asked: number } {
  const made = {
    asked: 0,
    async execProtocolStream() {
      made.asked++
      const answer = answers.shift() ?? { name: 'commandComplete' }
      if (answer instanceof RangeError) throw answer
      return [answer]
    },
    close: async () => {},
  }
  return made as unknown as PGlite & { asked: number }
}
const panic = { name: 'error', severity: 'PANIC', code: '53100' }

test('after a panic the connection is dead, the instance is never asked again, and the next connection has a new one', async () => {
  const made = [instance({ name: 'error', severity: 'ERROR' }, panic), instance()]
  const first = made[0] as (typeof made)[0]
  let opened = 0
  const database = await keepOpen(
    async () => made[opened++] as PGlite,
    async () => {},
  )
  const wire = database.connect()
  // An error of a statement is an answer like any other.
  expect(await wire.execProtocolStream(QUESTION)).toMatchObject([{ severity: 'ERROR' }])
  await expect(wire.execProtocolStream(QUESTION)).rejects.toBe(panic)
  // The rest of the statement, which the driver has sent already.
  expect(await wire.execProtocolStream(QUESTION)).toEqual([])
  expect([first.asked, opened]).toEqual([2, 1])
  const next = database.connect()
  expect(await next.execProtocolStream(QUESTION)).toMatchObject([{ name: 'commandComplete' }])
  expect([first.asked, opened]).toEqual([2, 2])
})

test('an instance that throws is given up as well; while there is no space no other one is made', async () => {
  const broken = new RangeError('out of bounds')
  const full = new Error('the disk is full')
  let opened = 0
  let isFull = true
  const open = async (): Promise<PGlite> => (opened++ === 0 ? instance(broken) : instance())
  const database = await keepOpen(open, async () => {
    if (isFull) throw full
  })
  await expect(database.connect().execProtocolStream(QUESTION)).rejects.toBe(broken)
  await expect(database.connect().execProtocolStream(QUESTION)).rejects.toBe(full)
  expect(opened).toBe(1)
  isFull = false
  await database.connect().execProtocolStream(QUESTION)
  expect(opened).toBe(2)
})

test('an attempt that failed is not repeated at once', async () => {
  const damaged = new Error('cannot be opened')
  let opened = 0
  const open = async (): Promise<PGlite> => {
    if (opened++ > 0) throw damaged
    return instance(panic)
  }
  const database = await keepOpen(open, async () => {})
  await expect(database.connect().execProtocolStream(QUESTION)).rejects.toBe(panic)
  for (let i = 0; i < 3; i++) await expect(database.connect().execProtocolStream(QUESTION)).rejects.toBe(damaged)
  expect(opened).toBe(2)
})
