import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { progressLine, progressText } from './progress-line.ts'

function terminal(isTTY: boolean): { stderr: Writable & { isTTY: boolean }; text: () => string } {
  let text = ''
  const stderr = new Writable({ write: (part, _, done) => ((text += String(part)), done()) })
  return { stderr: Object.assign(stderr, { isTTY }), text: () => text }
}

test('files, bytes, speed and hits stand in one line', () => {
  expect(progressText({ chunks: 12_345, bytes: 56e6, hits: 1 }, 4_000)).toBe(
    '12,345 files and blobs, 56 MB, 14 MB/s, 1 hit',
  )
  expect(progressText({ chunks: 1, bytes: 1e6, hits: 0 }, 1_000)).toBe('1 files and blobs, 1 MB, 1.0 MB/s, 0 hits')
  expect(progressText({ chunks: 0, bytes: 0, hits: 0 }, 0)).toContain('0.0 MB/s')
})

test('it is written five times a second at most, is taken away, and only a terminal sees it', () => {
  let time = 0
  const { stderr, text } = terminal(true)
  const line = progressLine({ stderr }, () => time)
  for (let chunks = 1; chunks <= 3_200; chunks++) {
    time = chunks / 3.2
    line.show({ chunks, bytes: chunks * 1_000, hits: 0 })
  }
  const updates = text().split('\r').length - 1
  expect(updates).toBeGreaterThan(2)
  expect(updates).toBeLessThanOrEqual(5)
  line.clear()
  expect(text().endsWith('\r\u001b[2K')).toBe(true)
  const pipe = terminal(false)
  progressLine({ stderr: pipe.stderr }).clear()
  expect(pipe.text()).toBe('')
})

test('once the end is known it tells how long it will take at the speed until now', () => {
  let time = 0
  const { stderr, text } = terminal(true)
  const line = progressLine({ stderr }, () => time)
  for (let chunks = 16; chunks <= 3_200; chunks += 16) {
    for (let look = 0; look < 16; look++)
      line.show({ chunks, bytes: 0, hits: 0, expected: chunks < 320 ? undefined : 32_000 })
    time += 250
  }
  const shown = text().split('\r').slice(1)
  expect(shown[10]).not.toContain('left')
  // 64 chunks a second.
  expect(shown.find((one) => one.includes('1,600 files'))).toContain('about 8 min left')
  time = 0
  const short = terminal(true)
  const soon = progressLine({ stderr: short.stderr }, () => time)
  for (let chunks = 1; chunks <= 160; chunks++) {
    time += 100
    soon.show({ chunks, bytes: 0, hits: 0, expected: 200 })
  }
  expect(short.text().split('\r').at(-1)).toContain('about 4 s left')
})
