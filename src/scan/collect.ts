/**
 * Runs the engine over chunks and keeps what it found as hits. Nothing of git is asked here. When the
 * signal aborts, or a source fails, what was found so far stays and the report says that it is incomplete.
 */
import { describeError, isRekeyError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Chunk, Match, Skipped } from '../detect/chunk.ts'
import { withDecoding, type DecodingEngine } from '../detect/decode/decoding-engine.ts'
import { createEngine } from '../detect/engine.ts'
import { leakId } from '../detect/leak-id.ts'
import type { Rule } from '../detect/rule.ts'
import { readCatalogueImage } from './catalogue-image.ts'
import { catalogue } from './catalogue.ts'
import { confidenceOf } from './file-role.ts'
import type { Finding } from './finding.ts'
import { findAllowComment } from './inline-comments.ts'
import { maskSecret } from './mask.ts'
import { charactersOf, positionsIn } from './position.ts'

/** A finding before git was asked where it came from; `file` is the path that the source named. */
export type Hit = Omit<Finding, 'commit' | 'author' | 'email' | 'date' | 'inHead'>

export interface Progress {
  readonly chunks: number
  readonly bytes: number
  readonly hits: number
}

/** Rules of rekey.yaml: they see whole chunks. */
export interface ChunkRules {
  hitsIn(chunk: Chunk, leakKey: Buffer | string): Hit[]
}

export interface CollectOptions {
  readonly userRules?: ChunkRules | undefined
  readonly leakKey: Buffer | string
  /** How often what was decoded is decoded again; 0 for not at all. */
  readonly decodeDepth?: number | undefined
  readonly onSkip: (skipped: Skipped) => void
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Collector {
  readonly hits: readonly Hit[]
  readonly progress: Progress
  /** Reads `chunks` to their end. `what` names the source when it fails. */
  collect(chunks: AsyncIterable<Chunk>, what: string): Promise<void>
}

export function createCollector(options: CollectOptions): Collector {
  const rules = catalogue()
  let reading = ''
  const depth = options.decodeDepth === undefined ? {} : { depth: options.decodeDepth }
  const searching = createEngine(rules, {
    image: readCatalogueImage(),
    onLimit: (reason) => options.onSkip({ path: reading, reason }),
  })
  const engine = withDecoding(searching, depth)
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const hits: Hit[] = []
  const progress = { chunks: 0, bytes: 0, hits: 0 }

  return {
    hits,
    progress,
    async collect(chunks, what) {
      try {
        for await (const chunk of chunks) {
          reading = chunk.origin.path
          hits.push(...hitsIn(chunk, engine, byId, options))
          if (options.userRules) hits.push(...options.userRules.hitsIn(chunk, options.leakKey))
          progress.chunks++
          progress.bytes += chunk.bytes.length
          progress.hits = hits.length
          options.onProgress?.(progress)
          if (options.signal?.aborted) break
        }
      } catch (error) {
        if (!options.signal?.aborted) {
          if (!isRekeyError(error)) throw error
          options.onSkip({ path: what, reason: describeError(error), failed: true })
        }
      }
      if (options.signal?.aborted) options.onSkip({ path: what, reason: 'stopped before the end', failed: true })
    },
  }
}

function hitsIn(
  chunk: Chunk,
  engine: DecodingEngine,
  rules: ReadonlyMap<string, Rule>,
  options: CollectOptions,
): Hit[] {
  const all = engine.match(chunk.bytes, (reason) => options.onSkip({ path: chunk.origin.path, reason }))
  const { own } = chunk
  const matches = own === undefined ? all : all.filter(({ start }) => start >= own.start && start < own.end)
  if (matches.length === 0) return []
  // Matches are sorted and do not overlap, so neither their starts nor their ends decrease.
  const startAt = positionsIn(chunk)
  const endAt = positionsIn(chunk)
  return matches.map((match) => {
    const rule = rules.get(match.rule) as Rule
    const start = startAt(match.start)
    const end = endAt(match.end - 1)
    const text = textOf(match)
    const secret = new Sensitive(text)
    const allowedBy = findAllowComment(chunk.bytes, match.start, match.end)
    return {
      rule: rule.id,
      about: rule.about,
      provider: rule.provider,
      kind: rule.kind,
      leakId: leakId(options.leakKey, rule.provider, secret),
      confidence: confidenceOf(match.score),
      score: match.score,
      file: chunk.origin.path,
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      ...charactersOf(chunk.bytes, match.start, match.end),
      masked: maskSecret(text, rule),
      secret,
      ...(chunk.origin.blob === undefined ? {} : { blob: chunk.origin.blob }),
      ...(allowedBy === undefined ? {} : { allowedBy }),
      ...(chunk.origin.inner === undefined ? {} : { inner: chunk.origin.inner }),
      reasons: match.reasons,
    }
  })
}

/** A match holds bytes; the secret as its owner wrote it, and as the store holds it, is their UTF-8 text. */
function textOf(match: Match): string {
  const bytes = Buffer.from(match.secret, 'latin1')
  const text = bytes.toString('utf8')
  return Buffer.from(text, 'utf8').equals(bytes) ? text : match.secret
}
