/**
 * The five verdicts in plain sentences for customers. It is honest about coverage: "no use by anyone else" can
 * only be said when the logs are complete, otherwise the sentence of `cannot-tell` stands in its place.
 */
import { VERDICT_ORDER } from './combine-verdicts.ts'
import type { IncidentFacts, InvestigationVerdict, KeyVerdict, VerdictClass } from './incident-facts.ts'
import { code, plain } from './markdown.ts'
import { amount, formatNumber, formatShare, sentenceList } from './wording.ts'

/** Whether the logs show the whole time and all that was done in it. */
export const isComplete = ({ coverage, gaps }: InvestigationVerdict): boolean => coverage >= 1 && gaps.length === 0

/** The class that may be claimed to others: what looks harmless is only said when nothing is missing. */
export function claimableClass(verdict: InvestigationVerdict): VerdictClass {
  const isHarmless = verdict.class === 'no-evidence' || verdict.class === 'attempt-only'
  return isHarmless && !isComplete(verdict) ? 'cannot-tell' : verdict.class
}

/** What happened with the keys, in short sentences: one for each fate when several keys met different ones. */
export function verdictSentence({ verdict, leaks }: IncidentFacts): string {
  const key = leaks.length > 1 ? 'one or more of them' : 'it'
  if (!verdict)
    return `We are still reading the logs for that time, so we cannot say yet whether anyone else used ${key}.`
  const keys = verdict.keys ?? []
  const fates = VERDICT_ORDER.filter((found) => keys.some((one) => one.class === found))
  if (fates.length < 2) return sentenceFor(claimableClass(verdict), key, verdict)
  return fates.map((found) => fateSentence(found, verdict)).join(' ')
}

/** `the key for Stripe`; by their full names where one provider has several. */
function namesOf(own: readonly KeyVerdict[], all: readonly KeyVerdict[]): string {
  const isPlain = new Set(all.map(({ provider }) => provider)).size === all.length
  if (!isPlain) return sentenceList(own.map(({ name }) => `the ${plain(name.replace(/ \(.*$/, ''))}`))
  return `the ${own.length > 1 ? 'keys' : 'key'} for ${sentenceList(own.map(({ provider }) => plain(provider)))}`
}

function fateSentence(found: VerdictClass, verdict: InvestigationVerdict): string {
  const keys = verdict.keys ?? []
  const own = keys.filter((one) => one.class === found)
  const names = namesOf(own, keys)
  switch (found) {
    case 'no-evidence':
      return `The complete logs of ${names} show only our own services.`
    case 'attempt-only':
      return `The requests from outside with ${names} were refused.`
    case 'cannot-tell':
      return `${logsOf(names, own)}, so we cannot rule out that customer information was read.`
    default:
      return sentenceFor(found, names, verdict)
  }
}

const logsOf = (names: string, keys: readonly KeyVerdict[]): string =>
  keys.every(({ coverage }) => coverage === 0) ? `We have no logs of ${names}` : `Our logs of ${names} are incomplete`

function sentenceFor(found: VerdictClass, key: string, verdict: InvestigationVerdict): string {
  switch (found) {
    case 'confirmed-abuse':
      return verdict.recordsAtMost > 0
        ? `During that time someone outside our company used ${key} to read customer information.`
        : `During that time someone outside our company used ${key}.`
    case 'confirmed-use':
      return (
        `During that time someone outside our company tried ${key} and found that it worked. ` +
        (isComplete(verdict)
          ? 'We saw no request of theirs that read customer information.'
          : 'Our logs do not show all that was done, so we cannot rule out that customer information was read.')
      )
    case 'attempt-only':
      return 'The requests that we saw from outside were refused.'
    case 'no-evidence':
      return 'We checked the complete logs for that time and found no use by anyone else.'
    case 'cannot-tell':
      return 'Our logs for that time are incomplete, so we cannot rule out that customer information was read.'
  }
}

/** Both bounds of the records read, never one alone. Undefined before there is a verdict. */
export function recordsSentence({ verdict }: IncidentFacts): string | undefined {
  if (!verdict) return undefined
  const { recordsAtLeast, recordsAtMost } = verdict
  const more = 'The missing part may hold more.'
  if (recordsAtMost > 0) {
    const read = `The logs show that records of at least ${formatNumber(recordsAtLeast)} and at most ${formatNumber(recordsAtMost)} people were read.`
    return isComplete(verdict) ? read : `${read} ${more}`
  }
  return claimableClass(verdict) === 'cannot-tell' || !isComplete(verdict)
    ? `The part of the logs that we have shows no customer record that was read. ${more}`
    : 'The logs show no customer record that was read: at least 0 and at most 0 people.'
}

/** How much of the exposure the logs cover, with each gap. */
export function coverageSentence({ verdict, leaks }: IncidentFacts): string | undefined {
  if (!verdict) return undefined
  const covered = `Our logs cover ${sharesOf(verdict, leaks.length)}.`
  if (!verdict.gaps.length) return covered
  return `${covered} What is missing (${amount(verdict.gaps.length, 'gap')}): ${verdict.gaps.map(code).join('; ')}.`
}

function sharesOf({ coverage, keys = [] }: InvestigationVerdict, leaks: number): string {
  const time = `of the time in which ${leaks > 1 ? 'the keys' : 'the key'} could be used`
  if (keys.every((key) => key.coverage === coverage)) return `${formatShare(coverage)} ${time}`
  return `${sentenceList(keys.map((key) => `${formatShare(key.coverage)} for the ${plain(key.name)}`))}, ${time}`
}
