import { expect, test } from 'vitest'
import { createEventParser, type ServerEvent } from './event-stream.ts'

function parse(pieces: readonly string[]): ServerEvent[] {
  const events: ServerEvent[] = []
  const feed = createEventParser((event) => events.push(event))
  for (const piece of pieces) feed(piece)
  return events
}

const STREAM =
  '\uFEFF: hello\r\nevent: version\r\ndata: {"a":1}\r\n\r\ndata:x\rdata: y\r\revent: ping\ndata: {}\n\nid: 7\n\n'
const EVENTS = [
  { event: 'version', data: '{"a":1}' },
  { event: 'message', data: 'x\ny' },
  { event: 'ping', data: '{}' },
]

test('every way to cut the stream in two gives the same events', () => {
  for (let cut = 0; cut <= STREAM.length; cut += 1) {
    expect(parse([STREAM.slice(0, cut), STREAM.slice(cut)]), `cut at ${cut}`).toEqual(EVENTS)
  }
})

test('a stream of single characters gives the same events', () => {
  expect(parse(STREAM.split(''))).toEqual(EVENTS)
})

test('an unfinished event is not delivered', () => {
  expect(parse(['data: half\n'])).toEqual([])
})

test('a line without end is refused', () => {
  expect(() => parse(['data: ', 'x'.repeat(1024 * 1024)])).toThrow(RangeError)
})
