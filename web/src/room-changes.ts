/**
 * What a screen reader should hear when a room was fetched again: changes of state only. Numbers that tick,
 * traffic and heartbeats stay silent.
 */
import type { IncidentRoom, RotationView } from './api.gen.ts'
import { splitSecretName } from './format.ts'
import { ROTATION_STATUS, STATES, VERDICTS, documentTitle, phaseTitle } from './wording.ts'

function rotationChange(before: RotationView | undefined, after: RotationView): string | undefined {
  const { key } = splitSecretName(after.secret)
  if (!before) return `${key}: rotation started.`
  if (before.status !== after.status) {
    return after.status === 'done'
      ? `${key}: done, the old key is refused.`
      : `${key}: ${ROTATION_STATUS[after.status].text}.`
  }
  return before.phase === after.phase ? undefined : `${key}: step ${after.phase}, ${phaseTitle(after.phase)}.`
}

export function changesBetween(before: IncidentRoom, after: IncidentRoom): string[] {
  if (before.incident.id !== after.incident.id) return []
  const changes: (string | undefined)[] = []
  if (before.incident.state !== after.incident.state) changes.push(`Incident ${STATES[after.incident.state].text}.`)
  if (before.incident.severity.level !== after.incident.severity.level) {
    changes.push(`Severity is now ${after.incident.severity.level}.`)
  }
  for (const rotation of after.rotations) {
    changes.push(
      rotationChange(
        before.rotations.find((known) => known.id === rotation.id),
        rotation,
      ),
    )
  }
  for (const clock of after.clocks) {
    const known = before.clocks.find((one) => one.id === clock.id)
    if (clock.state === 'overdue' && known?.state !== 'overdue') changes.push(`${clock.name} is overdue.`)
  }
  if (after.verdict && before.verdict?.class !== after.verdict.class) {
    changes.push(`Verdict of the investigation: ${VERDICTS[after.verdict.class].text}.`)
  }
  for (const { kind } of after.documents) {
    if (!before.documents.some((known) => known.kind === kind)) changes.push(`${documentTitle(kind)} is ready.`)
  }
  return changes.filter((change) => change !== undefined)
}
