/** The seven moments of every leak, each with its time and the journal entry that proves it. Pure. */
import { ABSENT, timeOf } from './blanks.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { code, plain } from './markdown.ts'

export interface Moment {
  readonly name: string
  readonly at: Date | undefined
  /** Markdown: what is known beside the time, or that it is not recorded. */
  readonly note: string
  /** Sequence number in the journal. */
  readonly seq: number | undefined
}

export function sevenMoments(facts: IncidentFacts): Moment[] {
  const { rotations, channel, channelOpenedAt, verdict } = facts
  const seqOf = (...actions: readonly string[]): number | undefined => lastSeq(facts, actions)
  const probes = rotations.reduce((sum, { refusedProbes }) => sum + refusedProbes, 0)
  return [
    {
      name: 'Commit with the key pushed',
      at: facts.leakedAt,
      note: pushed(facts),
      seq: firstSeq(facts, 'push.received'),
    },
    {
      name: 'Alert: the key was found',
      at: facts.detectedAt,
      note: facts.leaks.map(({ providerName, kind }) => `${plain(providerName)} ${plain(kind)}`).join(', ') || ABSENT,
      seq: firstSeq(facts, 'leak.recorded') ?? firstSeq(facts, 'incident.opened'),
    },
    {
      name: 'Channel opened, triage begins',
      at: channelOpenedAt ?? facts.openedAt,
      note: `${code(channel)}${channelOpenedAt ? '' : '; the time is that of the incident, the opening of the channel is not recorded'}`,
      seq: firstSeq(facts, 'incident.opened'),
    },
    {
      name: 'New key made, environments updated',
      at: facts.newKeyAt,
      note: `services moved by: ${timeOf(facts.movedAt)}`,
      seq: seqOf('version.promoted') ?? seqOf('version.stored'),
    },
    {
      name: 'Leaked key revoked',
      at: facts.refusedAt,
      note: `revoke call: ${timeOf(lastTime(rotations.map(({ revokedAt }) => revokedAt)))}; first refused probe is the time on the left; probes refused: ${probes || ABSENT}`,
      seq: seqOf('rotation.old-key-refused'),
    },
    {
      name: 'Log analysis completed, verdict',
      at: facts.investigatedAt,
      note: verdict ? code(verdict.class) : `verdict ${ABSENT}`,
      seq: seqOf('evidence.verdict'),
    },
    { name: 'Incident closed', at: facts.closedAt, note: '', seq: seqOf('incident.closed') },
  ]
}

function pushed({ push, repository }: IncidentFacts): string {
  const where = repository ? `${code(repository.name)} (${plain(repository.visibility)})` : `repository ${ABSENT}`
  return `${where}, ${push ? `commit ${code(push.commit.slice(0, 12))}` : `commit ${ABSENT}`}`
}

function lastTime(times: readonly (Date | undefined)[]): Date | undefined {
  return times.length && times.every((at) => at !== undefined)
    ? times.reduce((last, at) => (at > last ? at : last))
    : undefined
}

const firstSeq = ({ timeline }: IncidentFacts, action: string): number | undefined =>
  timeline.find((entry) => entry.action === action)?.seq ?? undefined

const lastSeq = ({ timeline }: IncidentFacts, actions: readonly string[]): number | undefined =>
  timeline.findLast(({ action }) => action !== undefined && actions.includes(action))?.seq ?? undefined
