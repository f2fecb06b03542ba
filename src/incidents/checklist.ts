/**
 * The first minutes of an incident as tasks: containment first, blame never, history rewriting later. Pure.
 * Tasks that recorded facts prove are completed from the facts; the others wait for a person.
 */
import {
  affectedServices,
  type IncidentFacts,
  presumedGone,
  type RotationFacts,
  uncoveredLeaks,
} from './incident-facts.ts'
import { amount, formatSecond, sentenceList } from './wording.ts'
import { rightsText } from '../scan/report/verdict-text.ts'

export interface ChecklistTask {
  readonly name: string
  readonly text: string
  /** Minutes after detection. Undefined for a warning that holds all the time. */
  readonly dueMinutes: number | undefined
  /** `rekey`: recorded facts complete it. `person`: somebody has to say that it is done. */
  readonly by: 'rekey' | 'person'
}

const HOUR = 60
const DAY = 24 * HOUR

export const CHECKLIST: readonly ChecklistTask[] = [
  {
    name: 'commander',
    text: 'Name one incident commander. This person decides; the others act and report.',
    dueMinutes: 2,
    by: 'person',
  },
  {
    name: 'identify',
    text: 'Identify the key: provider, kind, environment, rights, owner, and the services that use it.',
    dueMinutes: 3,
    by: 'rekey',
  },
  {
    name: 'confirm-live',
    text: 'Confirm whether the provider still accepts the key.',
    dueMinutes: 4,
    by: 'rekey',
  },
  {
    name: 'channel',
    text: 'Open the channel of this incident and keep all communication there.',
    dueMinutes: 5,
    by: 'person',
  },
  {
    name: 'tell',
    text: 'Tell the security lead, the people on call and the owners of the services.',
    dueMinutes: 5,
    by: 'person',
  },
  {
    name: 'record-window',
    text: 'Record commit, repository, file and the time of the push: the exposure starts there.',
    dueMinutes: 5,
    by: 'rekey',
  },
  { name: 'log', text: 'Start the incident log: who did what, when, in UTC.', dueMinutes: 5, by: 'rekey' },
  {
    name: 'freeze',
    text: 'Freeze deployments of the affected services; make a public repository private if that is possible.',
    dueMinutes: 8,
    by: 'person',
  },
  {
    name: 'do-not-rewrite-history',
    text: 'Do not spend time on deleting the commit. The key is known; only a dead key is safe. Cleaning comes later.',
    dueMinutes: undefined,
    by: 'person',
  },
  {
    name: 'rotate',
    text: 'Make a new key beside the old one and give it to the services. Do not delete the old key yet.',
    dueMinutes: 10,
    by: 'rekey',
  },
  {
    name: 'confirm-moved',
    text: 'Confirm that every service uses the new key, also those that are silent right now.',
    dueMinutes: 30,
    by: 'rekey',
  },
  {
    name: 'revoke',
    text: 'Revoke the old key, and try it until the provider refuses it.',
    dueMinutes: 45,
    by: 'rekey',
  },
  {
    name: 'investigate',
    text: 'Read the logs of the provider and our own: did somebody else use the key, and what did they reach?',
    dueMinutes: 2 * HOUR,
    by: 'rekey',
  },
  {
    name: 'notify-decision',
    text: 'Decide with counsel who is told, and record the decision, also when nobody is told.',
    dueMinutes: DAY,
    by: 'person',
  },
  {
    name: 'clean-history',
    text: 'Now that the key is dead: remove the file from the history of the repository.',
    dueMinutes: 7 * DAY,
    by: 'person',
  },
]

export interface DueTask {
  readonly name: string
  readonly text: string
  readonly dueAt: Date | undefined
}

/** The tasks of one incident with their due times. */
export function checklist(detectedAt: Date): DueTask[] {
  return CHECKLIST.map(({ name, text, dueMinutes }) => ({
    name,
    text,
    dueAt: dueMinutes === undefined ? undefined : new Date(detectedAt.getTime() + dueMinutes * 60_000),
  }))
}

export interface CompletedTask {
  readonly name: string
  readonly at: Date
  readonly note: string
}

/** The tasks that the recorded facts complete by themselves, in the order of the checklist. */
export function completedByFacts(facts: IncidentFacts): CompletedTask[] {
  return CHECKLIST.flatMap(({ name }) => {
    const found = PROOFS[name]?.(facts)
    return found ? [{ name, at: found.at, note: found.note }] : []
  })
}

type Proof = (facts: IncidentFacts) => { readonly at: Date; readonly note: string } | undefined

const PROOFS: Readonly<Record<string, Proof>> = {
  commander: ({ commander, commanderSince }) =>
    commander && commanderSince ? { at: commanderSince, note: `${commander} is the commander.` } : undefined,
  channel: ({ channel, channelOpenedAt }) =>
    channelOpenedAt ? { at: channelOpenedAt, note: `${channel} is open.` } : undefined,
  identify: identified,
  'confirm-live': confirmedLive,
  'record-window': ({ push, repository, leakedAt, openedAt }) =>
    push && repository
      ? {
          at: openedAt,
          note: `${repository.name}, commit ${push.commit.slice(0, 12)}, exposed since ${formatSecond(leakedAt)}.`,
        }
      : undefined,
  log: ({ openedAt }) => ({ at: openedAt, note: 'The journal records every action with its time.' }),
  rotate: (facts) => {
    const at = whenAll(facts, ({ newKeyAt }) => newKeyAt)
    return at && { at, note: `${amount(facts.rotations.length, 'key')} replaced: ${secretsOf(facts)}.` }
  },
  'confirm-moved': confirmedMoved,
  revoke: (facts) => {
    const at = whenAll(facts, ({ refusedAt }) => refusedAt)
    const probes = facts.rotations.reduce((sum, { refusedProbes }) => sum + refusedProbes, 0)
    return at && { at, note: `Refused in ${amount(probes, 'probe')}: ${secretsOf(facts)}.` }
  },
  investigate: ({ investigatedAt, verdict }) =>
    investigatedAt && verdict ? { at: investigatedAt, note: verdict.sentence } : undefined,
}

function identified(facts: IncidentFacts): ReturnType<Proof> {
  const { leaks, openedAt } = facts
  if (!leaks.length) return undefined
  const keys = leaks.map(({ providerName, kind, secret }) => `${providerName} ${kind}${secret ? ` (${secret})` : ''}`)
  const services = affectedServices(facts)
  const users = services.length ? ` Used by ${sentenceList(services)}.` : ''
  return { at: openedAt, note: `${sentenceList(keys)}.${users}` }
}

function confirmedLive({ leaks, openedAt }: IncidentFacts): ReturnType<Proof> {
  const known = leaks.filter(({ verdict }) => verdict && verdict.state !== 'unknown')
  if (!leaks.length || known.length < leaks.length) return undefined
  const states = known.map(({ providerName, kind, verdict, inspection }) => {
    const rights = inspection === undefined ? '' : rightsText(inspection)
    return `${providerName} ${kind}: ${verdict?.state}${rights === '' ? '' : ` (${rights})`}`
  })
  return { at: openedAt, note: `${states.join('; ')}.` }
}

function confirmedMoved(facts: IncidentFacts): ReturnType<Proof> {
  const at = whenAll(facts, ({ movedAt }) => movedAt)
  if (!at) return undefined
  const gone = presumedGone(facts)
  const moved = `${amount(affectedServices(facts).length - gone.length, 'service')} moved.`
  return {
    at,
    note: gone.length ? `${moved} Never seen on the new key and taken for retired: ${gone.join(', ')}.` : moved,
  }
}

/**
 * The last of the times that `read` gives, when every rotation has one and no leak is left without a
 * rotation: a task is not done while one leaked key may still work.
 */
function whenAll(facts: IncidentFacts, read: (rotation: RotationFacts) => Date | undefined): Date | undefined {
  if (!facts.rotations.length || uncoveredLeaks(facts).length) return undefined
  const times = facts.rotations.map(read)
  return times.reduce((last, at) => (last && at ? (at > last ? at : last) : undefined))
}

const secretsOf = ({ rotations }: IncidentFacts): string => sentenceList(rotations.map(({ secret }) => secret))
