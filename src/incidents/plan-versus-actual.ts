/** Did the plan work as intended? Each task of the checklist: when it was planned, when it was done. */
import { formatDuration } from '../base/duration.ts'
import { CHECKLIST, completedByFacts } from './checklist.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { plain, table } from './markdown.ts'
import { ABSENT, toWrite } from './blanks.ts'

export function planVersusActual(facts: IncidentFacts): string {
  const byFacts = new Map(completedByFacts(facts).map((task) => [task.name, task]))
  const rows = CHECKLIST.map(({ name, text, dueMinutes, by }) => {
    const done = facts.tasks.find((task) => task.name === name)
    const at = done?.doneAt ?? byFacts.get(name)?.at
    const afterMs = at && at.getTime() - facts.detectedAt.getTime()
    return [
      plain(text),
      by === 'rekey' ? 'rekey' : 'a person',
      dueMinutes === undefined ? 'always' : formatDuration(dueMinutes * 60_000),
      afterMs === undefined ? ABSENT : formatDuration(afterMs),
      judge(dueMinutes, afterMs, done?.note),
    ]
  })
  return [
    'Minutes count from the alert.',
    table(['Task', 'By', 'Planned', 'Actual', 'Result'], rows),
    toWrite('why tasks were late or skipped, and what changes in the plan'),
  ].join('\n\n')
}

function judge(dueMinutes: number | undefined, afterMs: number | undefined, note: string | undefined): string {
  if (afterMs === undefined) return `open or skipped: ${note ? plain(note) : `reason ${ABSENT}`}`
  return dueMinutes !== undefined && afterMs > dueMinutes * 60_000 ? 'late' : 'in time'
}
