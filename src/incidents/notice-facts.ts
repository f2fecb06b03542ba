/** The numbers that a notice may state, each as the phrase that states it. One list for writer and linter. */
import { affectedServices, exposureMs, type IncidentFacts, presumedGone } from './incident-facts.ts'
import { amount, formatShare, spellDuration } from './wording.ts'

export function factPhrases(facts: IncidentFacts): string[] {
  const { leaks, requests, verdict, sources, outageMs } = facts
  const phrases = [
    // A text about a leak without details still speaks of one key.
    amount(Math.max(1, leaks.length), 'key'),
    amount(affectedServices(facts).length, 'service'),
    amount(affectedServices(facts).length - presumedGone(facts).length, 'service'),
    ...durations(facts).map(spellDuration),
    ...sources.map(({ rowsRead }) => amount(rowsRead, 'line')),
    amount(
      sources.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
      'line',
    ),
  ]
  if (outageMs !== undefined) phrases.push(spellDuration(outageMs))
  if (requests) {
    const { served, failed } = requests
    phrases.push(...[served, failed, served + failed].map((count) => amount(count, 'request')))
  }
  if (verdict) {
    phrases.push(
      amount(verdict.recordsAtLeast, 'record'),
      amount(verdict.recordsAtMost, 'record'),
      formatShare(verdict.coverage),
      ...(verdict.keys ?? []).map(({ coverage }) => formatShare(coverage)),
      amount(verdict.gaps.length, 'gap'),
      ...verdict.strangers.flatMap((one) => [amount(one.requests, 'request'), amount(one.succeeded, 'request')]),
    )
  }
  return phrases
}

/** The spans of time that the documents speak of, in milliseconds. */
function durations(facts: IncidentFacts): number[] {
  const since = (from: Date, to: Date | undefined): number[] => (to ? [to.getTime() - from.getTime()] : [])
  const { leakedAt, detectedAt, newKeyAt, movedAt, refusedAt, investigatedAt } = facts
  return [
    ...since(leakedAt, detectedAt),
    ...[newKeyAt, movedAt, refusedAt, investigatedAt].flatMap((at) => [
      ...since(leakedAt, at),
      ...since(detectedAt, at),
    ]),
    ...(exposureMs(facts) === undefined ? [] : [exposureMs(facts) as number]),
  ].filter((ms) => ms >= 0)
}
