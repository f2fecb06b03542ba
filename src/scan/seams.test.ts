import { expect, test } from 'vitest'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { createCollector } from './collect.ts'
import { textChunks } from '../sources/text-chunks.ts'
import { findWideText } from '../sources/wide-text.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function places(bytes: Buffer, cut: { block: number; margin: number } | undefined): Promise<string[]> {
  const collector = createCollector({ leakKey: 'k', onSkip: () => undefined })
  const options = { ...cut, wide: findWideText(bytes) }
  await collector.collect(textChunks(inPieces(bytes, 777), { path: 'x' }, options), 'x')
  return collector.hits.map(
    (hit) => `${hit.leakId} ${hit.startLine}:${hit.startColumn}-${hit.endLine}:${hit.endColumn}`,
  )
}

const keys = Array.from({ length: 60 }, (_, i) => fakeGithubToken(i + 1))
const text = (separator: string): string =>
  keys.map((key, i) => `${'word '.repeat((i * 37) % 90)}${i % 3 === 0 ? btoa(key) : key}${separator}`).join('')

test.each([
  ['many lines', Buffer.from(text('\n'))],
  ['one long line', Buffer.from(text(' '))],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text('\nwörld '), 'utf16le')])],
])('a seam loses no match and doubles none, and the places stay: %s', async (_name, bytes) => {
  const whole = await places(bytes, undefined)
  expect(whole.length).toBe(keys.length)
  for (const block of [900, 1_024, 1_111, 2_000]) expect(await places(bytes, { block, margin: 512 })).toEqual(whole)
})
