/** The article's question on a log of two weeks: how long the whole investigation takes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripeHistory } from '../src/drill/history.ts'
import { investigate } from '../src/forensics/investigate.ts'
import type { Row } from './row.ts'

const TO = new Date('2026-03-12T23:42:00Z')
const FROM = new Date(TO.getTime() - 14 * 86_400_000)

export async function benchForensics(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-bench-'))
  const file = join(folder, 'stripe.ndjson')
  const services = [
    { name: 'checkout', ip: '34.200.10.11', userAgent: 'shop-checkout/1.0', requestsPerHour: 120 },
    { name: 'invoicing', ip: '34.200.10.14', userAgent: 'shop-invoicing/1.0', requestsPerHour: 60 },
  ]
  const lines = stripeHistory({ keyId: 'key_bench', keyHint: 'sk_live_…0000', from: FROM, to: TO, services, seed: 1 })
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const startedAt = performance.now()
  await investigate({
    sources: [{ name: 'bench', file, format: 'stripe', coversFrom: FROM, coversTo: TO }],
    key: { id: 'key_bench' },
    leakedAt: new Date(TO.getTime() - 3_600_000),
    refusedAt: TO,
  })
  const tookMs = performance.now() - startedAt
  await rm(folder, { recursive: true })
  return [[`investigation of ${lines.length} log lines, all indicators`, `${tookMs.toFixed(0)} ms`]]
}
