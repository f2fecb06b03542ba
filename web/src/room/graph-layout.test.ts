import { expect, test } from 'vitest'
import type { ConsumerView, IncidentRoom } from '../api.gen.ts'
import { graphOf } from './graph-layout.ts'

const time = '2026-03-12T23:47:00.000Z'

const consumer = (name: string, host: string, secret: string, version: number): ConsumerView => ({
  name,
  identity: `token:${name}`,
  host,
  secret,
  version,
  versionBefore: null,
  firstSeenAt: time,
  lastSeenAt: time,
  movedAt: null,
  longestSilenceMs: 1000,
})

const rotation = (secret: string, oldVersion: number) =>
  ({ id: secret, secret, oldVersion, newVersion: oldVersion + 1 }) as IncidentRoom['rotations'][number]

const leak = (file: string, secret: string | null) =>
  ({ file, line: 1, providerName: 'Stripe', secret, leakId: file }) as IncidentRoom['leaks'][number]

const view = {
  leaks: [leak('.env', 'shop/production/A'), leak('.env.example', null)],
  rotations: [rotation('shop/production/A', 3), rotation('shop/production/B', 1)],
  consumers: [
    consumer('checkout', 'web-1', 'shop/production/A', 4),
    consumer('checkout', 'web-2', 'shop/production/A', 3),
    consumer('checkout', 'web-1', 'shop/production/B', 2),
    consumer('search', 'web-1', 'shop/production/A', 4),
  ],
}

test('a consumer is one box for all its hosts and secrets, and old as long as one of them is old', () => {
  const graph = graphOf(view, 880)
  expect(graph.boxes.filter((box) => box.kind === 'consumer').map((box) => [box.title, box.rows])).toEqual([
    [
      'checkout, 2 hosts',
      [
        { text: 'A v3, 1 of 2 not moved', tone: 'old' },
        { text: 'B v2, moved', tone: 'new' },
      ],
    ],
    ['search, web-1', [{ text: 'A v4, moved', tone: 'new' }]],
  ])
  expect(graph.lines.map((line) => [line.id, line.tone])).toEqual([
    ['leak .env:1→secret shop/production/A', 'leak'],
    ['secret shop/production/A→consumer checkout', 'old'],
    ['secret shop/production/A→consumer search', 'new'],
    ['secret shop/production/B→consumer checkout', 'new'],
  ])
})

test('boxes do not overlap and lie inside the picture', () => {
  const { boxes, width, height } = graphOf(view, 880)
  for (const a of boxes) {
    expect(a.x).toBeGreaterThanOrEqual(0)
    expect(a.x + a.width).toBeLessThanOrEqual(width)
    expect(a.y + a.height).toBeLessThanOrEqual(height)
    for (const b of boxes) {
      if (a === b) continue
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
      expect(apart, `${a.id} and ${b.id}`).toBe(true)
    }
  }
})

test('nothing known gives an empty picture, not an error', () => {
  expect(graphOf({ leaks: [], rotations: [], consumers: [] }, 880)).toMatchObject({ boxes: [], lines: [] })
})
