/** `rekey incident`: the list, one incident on a screen, and its documents. */
import { formatDuration } from '../base/duration.ts'
import { defineErrors } from '../base/errors.ts'
import type { IncidentRoomBody, IncidentSummaryBody } from '../server/api/schemas.ts'
import type { Command, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const incidentCommandError = defineErrors({
  INCIDENT_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey incident list | show ID | close ID [--reason TEXT]' },
})

const VERBS = ['list', 'show', 'close']

export const command: Command = {
  name: 'incident',
  about: 'List incidents, show one, close one.',
  usage: 'list | show ID | close ID [--reason TEXT]',
  maxArgs: 2,
  flags: {
    ...serverFlag,
    json: { type: 'boolean', about: 'Print JSON.' },
    reason: { type: 'string', about: 'Why it is right to close although something is open.', placeholder: 'TEXT' },
  },
  async run({ args, flags }, io) {
    const [verb = 'list', given] = args
    if (!VERBS.includes(verb)) {
      const { message, ...hint } = describeVerb('incident', verb, VERBS)
      throw incidentCommandError('INCIDENT_USAGE', message, hint)
    }
    if (verb !== 'list' && !given) throw incidentCommandError('INCIDENT_USAGE', `say which incident to ${verb}`)
    const id = encodeURIComponent(given ?? '')
    const server = await connect(io, flags)
    if (verb === 'list') {
      const { incidents } = (await server.request('GET', '/api/incidents')) as { incidents: IncidentSummaryBody[] }
      io.stdout.write(flags['json'] ? `${JSON.stringify({ incidents })}\n` : listText(incidents))
      return 0
    }
    if (verb === 'close') {
      await server.request('POST', `/api/incidents/${id}/close`, flags['reason'] ? { reason: flags['reason'] } : {})
      io.stdout.write(`Closed ${id}.\n`)
      return 0
    }
    const room = (await server.request('GET', `/api/incidents/${id}`)) as IncidentRoomBody
    if (flags['json']) io.stdout.write(`${JSON.stringify(room)}\n`)
    else show(room, io)
    return 0
  },
}

function listText(incidents: readonly IncidentSummaryBody[]): string {
  if (!incidents.length) return 'No incidents. Watch a repository with: rekey repository add NAME PATH\n'
  const lines = incidents.map(
    ({ id, severity, state, openedAt, title }) =>
      `${id}  ${severity.level}  ${state.padEnd(10)}  ${openedAt}  ${title}`,
  )
  return `${lines.join('\n')}\n`
}

function show({ incident, leaks, clocks, rotations, tasks, timeline, verdict }: IncidentRoomBody, io: Io): void {
  const say = (line = ''): void => void io.stdout.write(`${line}\n`)
  const exposedMs =
    Date.parse(incident.containedAt ?? timeline.at(-1)?.at ?? incident.detectedAt) - Date.parse(incident.leakedAt)
  say(`${incident.severity.level} (${incident.severity.label}, ${incident.severity.score} points)  ${incident.title}`)
  say(
    `${incident.channel}  ${incident.state}  exposed for ${formatDuration(exposedMs)}${incident.containedAt ? '' : ' and counting'}`,
  )
  say('\nLeaks')
  for (const leak of leaks)
    say(
      `  ${leak.masked}  ${leak.file}:${leak.line}  ${leak.verdict.state}${leak.secret ? `  ours: ${leak.secret}` : ''}`,
    )
  say('\nRotations')
  for (const { id, secret, phase, step, status, waitingFor, error } of rotations) {
    say(`  ${secret}  ${status === 'done' ? 'done' : `${phase} ${step} (${status})`}`)
    for (const reason of waitingFor) say(`    waits: ${reason}`)
    if (error) say(`    ${error}`)
    if (status === 'needs-human') say(`    go on with: rekey rotate resume ${id}`)
  }
  say('\nClocks')
  for (const { name, state, dueAt } of clocks) say(`  ${name}: ${state}${dueAt ? `, due ${dueAt}` : ''}`)
  say('\nChecklist')
  for (const { text, doneAt } of tasks) say(`  [${doneAt ? 'x' : ' '}] ${text}`)
  if (verdict)
    say(`\nVerdict\n  ${verdict.class}: ${verdict.sentence} (coverage ${Math.floor(verdict.coverage * 100)} %)`)
  say('\nTimeline')
  for (const { at, text } of timeline) say(`  ${at.slice(11, 19)}  ${text}`)
}
