/** Scan of what somebody pipes in: text of any length, or an archive. */
import { openBody } from '../sources/archive/expand.ts'
import type { ScanReport } from './finding.ts'
import { placeHits } from './place.ts'
import { startRun, type RunOptions } from './scan-run.ts'

export interface ScanStreamOptions extends RunOptions {
  readonly stream: AsyncIterable<Uint8Array | string>
  /** How findings call it. */
  readonly name: string
}

export async function scanStream(options: ScanStreamOptions): Promise<ScanReport> {
  const { stream, name, archiveDepth, signal } = options
  const run = startRun(options)
  const opening = { onSkip: run.onSkip, archiveDepth, signal }
  await run.collector.collect(openBody({ stream: () => bytesOf(stream) }, { path: name }, opening), name)
  return run.report(placeHits(run.collector.hits))
}

async function* bytesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
