/**
 * Runs the engine over chunks and keeps what it found as hits. Nothing of git is asked here. When the
 * signal aborts, or a source fails, what was found so far stays and the report says that it is incomplete.
 */
import { describeError, isRekeyError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Chunk, Match, Origin, Skipped } from '../detect/chunk.ts'
import type { DecodingEngine } from '../detect/decode/decoding-engine.ts'
import { leakId } from '../detect/leak-id.ts'
import { entriesById } from './catalogue-entries.ts'
import { confidenceOf } from './file-role.ts'
import type { Finding } from './finding.ts'
import { maskSecret } from './mask.ts'
import { locate, type Located } from './located.ts'
import type { RuleEntry } from './rules-of.ts'

/** A finding before git was asked where it came from; `file` is the path that the source named. */
export type Hit = Omit<Finding, 'commit' | 'author' | 'email' | 'date' | 'inHead'>

export interface Progress {
  readonly chunks: number
  readonly bytes: number
  readonly hits: number
  /** How many chunks there will be, where it is known. */
  readonly expected?: number | undefined
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
  /** Whether somebody's own rules want to see whole chunks. */
  readonly needsChunks: boolean
  /** Keeps what was found elsewhere. */
  add(found: readonly Located[], origin: Origin): void
  /** Keeps hits of an earlier scan. */
  keep(hits: readonly Hit[]): void
  /** So many chunks are to come. */
  expect(chunks: number): void
  /** Counts what was looked through elsewhere. */
  count(chunks: number, bytes: number): void
  /** Reads `chunks` to their end. `what` names the source when it fails. */
  collect(chunks: AsyncIterable<Chunk>, what: string): Promise<void>
}

export function createCollector(options: CollectOptions): Collector {
  let reading = ''
  let engine: DecodingEngine | undefined
  // Loaded when there is something to search: a scan that goes on may have nothing.
  const loadEngine = async (): Promise<DecodingEngine> => {
    const onLimit = (reason: string): void => options.onSkip({ path: reading, reason })
    return (await import('./catalogue-engine.ts')).createCatalogueEngine({ onLimit, decodeDepth: options.decodeDepth })
  }
  const hits: Hit[] = []
  const progress: { -readonly [K in keyof Progress]: Progress[K] } = { chunks: 0, bytes: 0, hits: 0 }

  const count = (chunks: number, bytes: number): void => {
    progress.chunks += chunks
    progress.bytes += bytes
    progress.hits = hits.length
    options.onProgress?.(progress)
  }
  /** By rule and secret: most versions of a file hold what the one before held. */
  const identities = new Map<string, Map<string, Identity>>()
  let distinct = 0
  const identityOf = (match: Located): Identity => {
    if (distinct > MAX_IDENTITIES) {
      identities.clear()
      distinct = 0
    }
    let ofRule = identities.get(match.rule)
    if (ofRule === undefined) identities.set(match.rule, (ofRule = new Map()))
    let identity = ofRule.get(match.secret)
    if (identity === undefined) {
      ofRule.set(
        match.secret,
        (identity = identify(match, entriesById().get(match.rule) as RuleEntry, options.leakKey)),
      )
      distinct++
    }
    return identity
  }
  const add = (found: readonly Located[], origin: Origin): void => {
    for (const one of found) hits.push(hitOf(one, origin, identityOf(one)))
  }

  return {
    hits,
    progress,
    needsChunks: options.userRules !== undefined,
    add,
    keep: (known) => void hits.push(...known),
    expect: (chunks) => void (progress.expected = progress.chunks + chunks),
    count,
    async collect(chunks, what) {
      try {
        for await (const chunk of chunks) {
          reading = chunk.origin.path
          engine ??= await loadEngine()
          add(locate(chunk, matchesIn(chunk, engine, options.onSkip)), chunk.origin)
          if (options.userRules) hits.push(...options.userRules.hitsIn(chunk, options.leakKey))
          count(1, chunk.bytes.length)
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

function matchesIn(chunk: Chunk, engine: DecodingEngine, onSkip: CollectOptions['onSkip']): Match[] {
  const { own } = chunk
  const all = engine.match(chunk.bytes, (reason) => onSkip({ path: chunk.origin.path, reason }))
  return own === undefined ? all : all.filter(({ start }) => start >= own.start && start < own.end)
}

/** What a hit is, wherever it stands. */
type Identity = Pick<Hit, 'rule' | 'about' | 'provider' | 'kind' | 'leakId' | 'masked' | 'secret'>

const MAX_IDENTITIES = 10_000

function identify(match: Pick<Match, 'secret'>, rule: RuleEntry, leakKey: Buffer | string): Identity {
  const text = textOf(match)
  const secret = new Sensitive(text)
  return {
    rule: rule.id,
    about: rule.about,
    provider: rule.provider,
    kind: rule.kind,
    leakId: leakId(leakKey, rule.provider, secret),
    masked: maskSecret(text, rule),
    secret,
  }
}

/** All have the same fields, written out: of tens of thousands, spreads would cost more than what they copy is worth. */
function hitOf(located: Located, { path, blob, inner }: Origin, identity: Identity): Hit {
  return {
    rule: identity.rule,
    about: identity.about,
    provider: identity.provider,
    kind: identity.kind,
    leakId: identity.leakId,
    masked: identity.masked,
    secret: identity.secret,
    confidence: confidenceOf(located.score),
    score: located.score,
    file: path,
    startLine: located.startLine,
    startColumn: located.startColumn,
    endLine: located.endLine,
    endColumn: located.endColumn,
    characters: located.characters,
    blob,
    allowedBy: located.allowedBy,
    inner,
    reasons: located.reasons,
  }
}

/** A match holds bytes; the secret as its owner wrote it, and as the store holds it, is their UTF-8 text. */
function textOf(match: Pick<Match, 'secret'>): string {
  const bytes = Buffer.from(match.secret, 'latin1')
  const text = bytes.toString('utf8')
  return Buffer.from(text, 'utf8').equals(bytes) ? text : match.secret
}
