/**
 * Step C: judges the evidence that nobody needs the old key. Pure, and biased: whatever is unclear means
 * wait. Silence alone never counts as gone; it is compared with the longest silence that the consumer has
 * shown before, so that a nightly job is missed before the key is revoked and not after.
 */
import { formatDuration } from '../base/duration.ts'
import type { Usage } from '../providers/provider.ts'

export interface ConfirmPolicy {
  /** For so long nobody may have used the old key. */
  readonly quietMs: number
  /** A consumer is presumed gone after this many times its longest silence. */
  readonly silenceFactor: number
  /** Never judge on less observation than this. */
  readonly minObservationMs: number
  /** The silence assumed of a consumer that was seen only once, when we looked that long before. Default: a day. */
  readonly unknownSilenceMs?: number
}

export interface ConsumerSeen {
  readonly name: string
  readonly host: string
  /** The version that it held when it was last seen. */
  readonly version: number
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly longestSilenceMs: number
}

export interface ConfirmInput {
  readonly policy: ConfirmPolicy
  readonly now: Date
  /** When the new version became current. */
  readonly promotedAt: Date
  /** Since when reads and heartbeats of this secret are recorded. */
  readonly observingSince: Date
  /** When this server began to listen, after its last start. */
  readonly listeningSince: Date
  readonly consumers: readonly ConsumerSeen[]
  /** The old key as the provider sees it. Absent when the provider cannot say. */
  readonly providerUsage?: Usage
  readonly oldVersion: number
  readonly newVersion: number
}

export interface PresumedGone {
  readonly name: string
  readonly host: string
  readonly version: number
  readonly lastSeenAt: string
  readonly silentMs: number
  readonly longestSilenceMs: number
}

/** What the decision rests on. Plain JSON: it is stored as the rotation's evidence. */
export interface ConfirmFacts {
  readonly moved: readonly string[]
  /** On an old version when last seen, and silent for longer than they ever were. A presumption, not a proof. */
  readonly presumedGone: readonly PresumedGone[]
  readonly stillOnOld: readonly string[]
  readonly observedMs: number
  readonly quietMs: number
  /** ISO 8601; null when no use since promotion is known. */
  readonly oldKeyLastUsedAt: string | null
  /** Null when the provider does not list sessions. */
  readonly openSessions: number | null
  readonly providerSource: string | null
}

export interface Confirmation {
  readonly decision: 'proceed' | 'wait'
  readonly waitingFor: readonly string[]
  readonly facts: ConfirmFacts
  /** Milliseconds until it is worth judging again. 0 with `proceed`. */
  readonly checkAgainMs: number
}

const DAY_MS = 86_400_000
const MIN_CHECK_MS = 200
const MAX_CHECK_MS = 15_000

/** A reason to wait. `aboutMs`: when time alone may end it; undefined when something must happen first. */
interface Reason {
  readonly text: string
  readonly aboutMs?: number
}

export function judgeConfirmation(input: ConfirmInput): Confirmation {
  const consumers = input.consumers.map((consumer) => judgeConsumer(consumer, input))
  const reasons = [
    ...consumers.flatMap((one) => one.reason ?? []),
    ...sessionReasons(input),
    ...quietReasons(input),
    ...observationReasons(input),
  ]
  const proceed = reasons.length === 0
  return {
    decision: proceed ? 'proceed' : 'wait',
    waitingFor: reasons.map((reason) => reason.text),
    facts: {
      moved: consumers.filter((one) => one.state === 'moved').map((one) => one.label),
      presumedGone: consumers.flatMap((one) => one.gone ?? []),
      stillOnOld: consumers.filter((one) => one.state === 'holding').map((one) => one.label),
      observedMs: elapsed(input.observingSince, input.now),
      quietMs: elapsed(quietSince(input), input.now),
      oldKeyLastUsedAt: lastUseSincePromotion(input)?.toISOString() ?? null,
      openSessions: input.providerUsage?.openSessions ?? null,
      providerSource: input.providerUsage?.source ?? null,
    },
    checkAgainMs: proceed ? 0 : nextCheckMs(reasons),
  }
}

interface ConsumerJudgement {
  readonly label: string
  readonly state: 'moved' | 'holding' | 'gone'
  readonly reason?: Reason
  readonly gone?: PresumedGone
}

function judgeConsumer(consumer: ConsumerSeen, input: ConfirmInput): ConsumerJudgement {
  const namesakes = input.consumers.filter((other) => other.name === consumer.name).length
  const label = namesakes > 1 ? `${consumer.name} on ${consumer.host}` : consumer.name
  if (consumer.version >= input.newVersion) return { label, state: 'moved' }

  const unseenMs = elapsed(consumer.lastSeenAt, input.now)
  // While we were down nobody could report: that is no silence of theirs.
  const listeningMs = elapsed(input.listeningSince, input.now)
  const silentMs = Math.min(unseenMs, listeningMs)
  const silence = longestSilence(consumer, input)
  const goneAfterMs = Math.max(input.policy.minObservationMs, input.policy.silenceFactor * silence.ms)
  // Written so that a broken number (NaN) waits.
  if (silentMs >= goneAfterMs) {
    const { name, host, version } = consumer
    const gone = {
      name,
      host,
      version,
      lastSeenAt: consumer.lastSeenAt.toISOString(),
      silentMs,
      longestSilenceMs: silence.ms,
    }
    return { label, state: 'gone', gone }
  }
  const again =
    listeningMs < unseenMs ? ` (this server has been listening again for ${formatDuration(listeningMs)})` : ''
  const text =
    `${label} still holds version ${consumer.version}: last seen ${formatDuration(unseenMs)} ago, ${silence.text}; ` +
    `it counts as gone after ${formatDuration(goneAfterMs)}${again}`
  return { label, state: 'holding', reason: { text, aboutMs: goneAfterMs - silentMs } }
}

/** Seen once, a consumer has shown no rhythm: it may have been silent for as long as we looked before. */
function longestSilence(consumer: ConsumerSeen, input: ConfirmInput): { ms: number; text: string } {
  if (consumer.lastSeenAt > consumer.firstSeenAt) {
    return { ms: consumer.longestSilenceMs, text: `was once silent for ${formatDuration(consumer.longestSilenceMs)}` }
  }
  const before = Math.min(elapsed(input.observingSince, consumer.firstSeenAt), input.policy.unknownSilenceMs ?? DAY_MS)
  const ms = Math.max(consumer.longestSilenceMs, before)
  return { ms, text: `seen only once, so it may be silent for ${formatDuration(ms)}` }
}

function sessionReasons(input: ConfirmInput): Reason[] {
  const usage = input.providerUsage
  if (!usage?.openSessions) return []
  const who = [...new Set(usage.sessions?.map((one) => `${one.application || 'unnamed'} from ${one.client}`) ?? [])]
  const named = who.length > 0 ? ` (${who.slice(0, 5).join(', ')}${who.length > 5 ? ', …' : ''})` : ''
  const noun = usage.openSessions === 1 ? 'session' : 'sessions'
  return [{ text: `the provider still sees ${usage.openSessions} open ${noun} of the old key${named}` }]
}

/** The last use of the old key after promotion that anybody reports: the provider, or a consumer that still holds it. */
function lastUseSincePromotion(input: ConfirmInput): Date | undefined {
  const uses = input.consumers.filter((one) => one.version < input.newVersion).map((one) => one.lastSeenAt)
  if (input.providerUsage?.lastUsedAt) uses.push(input.providerUsage.lastUsedAt)
  const latest = uses.reduce<Date | undefined>((last, at) => (last === undefined || at > last ? at : last), undefined)
  return latest !== undefined && latest > input.promotedAt ? latest : undefined
}

function quietSince(input: ConfirmInput): Date {
  return later(lastUseSincePromotion(input) ?? input.promotedAt, input.listeningSince)
}

function quietReasons(input: ConfirmInput): Reason[] {
  const lagMs = input.providerUsage?.lagMs ?? 0
  const since = quietSince(input)
  // What the provider says now is true of a moment `lagMs` ago: only up to there is quiet known.
  const leftMs = input.policy.quietMs + lagMs - elapsed(since, input.now)
  if (leftMs <= 0) return []
  const what =
    since === input.listeningSince
      ? 'this server began to listen'
      : since > input.promotedAt
        ? 'the old key was last used'
        : 'the new version became current'
  const lag = lagMs > 0 ? ` (and the provider reports up to ${formatDuration(lagMs)} late)` : ''
  const quiet = formatDuration(input.policy.quietMs)
  return [
    {
      text: `${what} ${formatDuration(elapsed(since, input.now))} ago; ${quiet} without use are needed${lag}`,
      aboutMs: leftMs,
    },
  ]
}

function observationReasons(input: ConfirmInput): Reason[] {
  const { minObservationMs } = input.policy
  const nobody = input.consumers.length === 0
  // Nobody known: what counts is whether somebody shows up now that the new version is out.
  const watched = later(input.observingSince, input.listeningSince)
  const since = nobody ? later(input.promotedAt, watched) : watched
  const leftMs = minObservationMs - elapsed(since, input.now)
  if (leftMs <= 0) return []
  const start = nobody ? 'no consumer has ever been seen' : 'consumers are being watched'
  const needed = formatDuration(minObservationMs)
  const text = `${start}; looking since ${since.toISOString()} (${formatDuration(elapsed(since, input.now))}), ${needed} are needed`
  return [{ text, aboutMs: leftMs }]
}

function later(one: Date, other: Date): Date {
  return other > one ? other : one
}

/** Never negative: a time in the future (a host with a fast clock) counts as just now. */
function elapsed(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime())
}

function nextCheckMs(reasons: readonly Reason[]): number {
  const times = reasons.map((reason) => reason.aboutMs ?? 1_000).filter((ms) => ms > 0)
  return Math.ceil(Math.min(MAX_CHECK_MS, Math.max(MIN_CHECK_MS, Math.min(...times))))
}
