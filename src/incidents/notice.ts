/**
 * The draft of the notice to customers, in Markdown, from recorded facts only. What only a person can know is a
 * placeholder in « ». It names nobody, makes no legal statement, prints no secret and passes its own linter.
 */
import {
  affectedServices,
  exposureMs,
  type IncidentFacts,
  presumedGone,
  uncoveredLeaks,
  type VerdictClass,
} from './incident-facts.ts'
import { code, list, plain } from './markdown.ts'
import { claimableClass, coverageSentence, isComplete, recordsSentence, verdictSentence } from './verdict-words.ts'
import { amount, formatDay, formatNumber, formatTime, sentenceList, spellDuration } from './wording.ts'

const NEXT_UPDATE_MS = 24 * 3_600_000

/** When customers hear from us again, if nobody sets another time. */
export const defaultNextUpdate = (writtenAt: Date): Date => new Date(writtenAt.getTime() + NEXT_UPDATE_MS)

export function writeNotice(
  facts: IncidentFacts,
  writtenAt: Date,
  nextUpdateAt: Date = defaultNextUpdate(writtenAt),
): string {
  const sections = [
    `# ${formatDay(facts.leakedAt)}: ${capital(keysOf(facts))} ${were(facts)} published by mistake`,
    `_Draft of ${formatTime(writtenAt)}, written from recorded facts. A person completes every « » before it goes out._`,
    '## What happened',
    whatHappened(facts),
    '## What information was involved',
    recordsSentence(facts),
    coverageSentence(facts),
    todo('the kinds of information that the key can reach'),
    '## What this can mean for you',
    consequences(facts),
    '## What we have done',
    list(whatWeHaveDone(facts)),
    '## What you can do',
    advice(facts),
    todo('confirm or change this advice'),
    '## Questions and next message',
    `We will write again by ${formatTime(nextUpdateAt)}.`,
    `Questions: ${todo('contact: name of the team, mail address, telephone')}`,
    `Our reference: ${code(facts.id)}`,
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

const todo = (what: string): string => `«to be filled by a person: ${what}»`
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const keysOf = ({ leaks }: IncidentFacts): string =>
  leaks.length > 1 ? `${leaks.length} of our keys` : 'one of our keys'
const were = ({ leaks }: IncidentFacts): string => (leaks.length > 1 ? 'were' : 'was')
const keyOrKeys = ({ leaks }: IncidentFacts): string => (leaks.length > 1 ? 'keys' : 'key')

function whatHappened(facts: IncidentFacts): string {
  const providers = [...new Set(facts.leaks.map(({ providerName }) => plain(providerName)))]
  const what = `${keysOf(facts)}${providers.length ? ` for ${sentenceList(providers)}` : ''}`
  const noticedMs = facts.detectedAt.getTime() - facts.leakedAt.getTime()
  return [
    `On ${formatTime(facts.leakedAt)}, ${what} ${were(facts)} published by mistake in ${placeOf(facts)}.`,
    `We noticed after ${spellDuration(noticedMs)}, at ${formatTime(facts.detectedAt)}.`,
    endOfExposure(facts),
    verdictSentence(facts),
  ].join(' ')
}

/** The name of a private repository is nobody's business outside. */
function placeOf({ repository }: IncidentFacts): string {
  if (repository?.visibility === 'public') return `a public code repository (${code(repository.name)})`
  return repository?.visibility === 'private' ? 'one of our private code repositories' : 'a code repository'
}

function endOfExposure(facts: IncidentFacts): string {
  const ms = exposureMs(facts)
  const keys = keyOrKeys(facts)
  if (ms === undefined || !facts.refusedAt) return `It is not recorded yet that the old ${keys} stopped working.`
  const end = `${formatTime(facts.refusedAt)}, ${spellDuration(ms)} after publication`
  return `The old ${keys} stopped working at ${end}. We measured this by trying the ${keys} ourselves.`
}

const CONSEQUENCES: Readonly<Record<VerdictClass, string>> = {
  'confirmed-abuse':
    'The information that was read can be used to write to you in our name, or to guess more about you.',
  'confirmed-use': 'We expect no direct effect for you from what we have seen so far.',
  'attempt-only': 'We expect no effect for you from what we have seen so far.',
  'no-evidence': 'We expect no effect for you.',
  'cannot-tell': 'Because we cannot rule it out, please read this as if the information had been read.',
}

function consequences({ verdict }: IncidentFacts): string {
  if (!verdict) return 'We do not know yet. We will tell you as soon as we do.'
  const found = claimableClass(verdict)
  const unread = found === 'confirmed-abuse' && verdict.recordsAtMost === 0
  // No record is known to be read, and the part that would show it is missing.
  if ((unread || found === 'confirmed-use') && !isComplete(verdict)) return CONSEQUENCES['cannot-tell']
  return unread ? 'The key was used, but we saw no read of customer information.' : CONSEQUENCES[found]
}

function whatWeHaveDone(facts: IncidentFacts): string[] {
  const { leaks, newKeyAt, movedAt, refusedAt, investigatedAt, sources, requests } = facts
  const services = affectedServices(facts).length - presumedGone(facts).length
  const left = uncoveredLeaks(facts).length
  const old = left ? `${leaks.length - left} of ${amount(leaks.length, 'key')}` : `the old ${keyOrKeys(facts)}`
  const done: string[] = []
  if (newKeyAt) done.push(`We replaced ${old} (${formatTime(newKeyAt)}).`)
  if (movedAt && services) {
    done.push(`The services that used ${old} changed over: ${amount(services, 'service')} (${formatTime(movedAt)}).`)
  }
  if (refusedAt) done.push(`We revoked ${old} (refused since ${formatTime(refusedAt)}).`)
  if (investigatedAt) {
    const rows = sources.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
    const read = rows ? `We read ${amount(rows, 'log line')}` : 'We read the logs'
    done.push(`${read} to see who used the old ${keyOrKeys(facts)} (${formatTime(investigatedAt)}).`)
  }
  if (requests) {
    const { served, failed } = requests
    done.push(`During the change, ${formatNumber(failed)} of ${amount(served + failed, 'request')} failed.`)
  }
  return done.length ? done : ['No step is recorded yet.']
}

const CAREFUL =
  'Please be careful with messages that mention this incident. ' +
  'We will never ask you for a password or a payment because of it.'

function advice({ verdict }: IncidentFacts): string {
  if (!verdict) return CAREFUL
  switch (claimableClass(verdict)) {
    case 'no-evidence':
      return 'You do not have to do anything, because the complete logs show no use of the key by anyone else.'
    case 'attempt-only':
      return 'You do not have to do anything, because the requests from outside were refused.'
    case 'confirmed-use':
      return CAREFUL
    case 'confirmed-abuse':
    case 'cannot-tell':
      return `${CAREFUL} Check your recent account activity, and tell us if something in it is not yours.`
  }
}
