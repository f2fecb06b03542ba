/** The root cause as far as facts carry it, technical and procedural. Why it came so is left to people. */
import type { ControlFacts, IncidentFacts, LeakFacts } from './incident-facts.ts'
import { code, list, plain } from './markdown.ts'
import { ABSENT, toWrite } from './blanks.ts'
import { amount, formatDay, spellDuration } from './wording.ts'

export function rootCause(facts: IncidentFacts): string {
  const { severity } = facts
  return [
    '### Technical',
    list([
      ...leaksAndPlace(facts),
      ...severity.facts.map(
        ({ name, points, because }) => `Severity, ${plain(name)} (${points} points): ${plain(because)}`,
      ),
    ]),
    toWrite('why the key was in the folder, and which conditions let it pass'),
    '### Procedural',
    list(controls(facts)),
    toWrite('which habit, missing step or missing time made this likely; no names, no "human error"'),
  ].join('\n\n')
}

function leaksAndPlace({ leaks, repository, leakedAt }: IncidentFacts): string[] {
  const place = repository
    ? `Repository ${code(repository.name)} is ${plain(repository.visibility)}; the push arrived on ${formatDay(leakedAt)}.`
    : `Repository: ${ABSENT}.`
  const known = leaks.length ? [...leaks.map(leakFact), ...new Set(leaks.flatMap(trackedFact))] : []
  return [...(known.length ? known : [`Leaked keys: ${ABSENT}.`]), place]
}

function leakFact(leak: LeakFacts): string {
  const own = leak.secret ? `our own secret ${code(leak.secret)}` : 'not one of our stored secrets'
  const head =
    leak.inHead === undefined
      ? `whether the latest version of the code holds it: ${ABSENT}`
      : leak.inHead
        ? 'the latest version of the code still holds it'
        : 'deleted from the latest version of the code, still in the history'
  return `${plain(leak.providerName)} ${plain(leak.kind)} ${code(leak.masked)} in ${code(leak.file)}: ${own}; ${head}.`
}

/** The way of the file into the repository: once, also when it held several keys. */
function trackedFact({ file, trackedBeforeIgnore }: LeakFacts): string[] {
  if (trackedBeforeIgnore === undefined) return []
  const tracked = trackedBeforeIgnore
    ? `was tracked before ${code('.gitignore')} named it, so the entry had no effect`
    : `was named in ${code('.gitignore')} already when it was added: it was added by force`
  return [`${code(file)} ${tracked}.`]
}

function controls({ controls: known, keyAgeDays, leakedAt, detectedAt }: IncidentFacts): string[] {
  const line = (name: string, state: boolean | undefined, yes: string, no: string): string =>
    `${name}: ${state === undefined ? ABSENT : state ? yes : no}.`
  const one: ControlFacts = known ?? {}
  return [
    line('Pre-commit hook in the repository', one.hookInstalled, 'installed, and the key passed it', 'not installed'),
    line('Push protection at the host', one.pushProtection, 'on, and the key passed it', 'off'),
    line('Key kept in the secret manager', one.inManager, 'yes, and a copy stood in a file as well', 'no'),
    `Scheduled rotation: ${one.rotationDays === undefined ? ABSENT : `every ${amount(one.rotationDays, 'day')}`}.`,
    `Age of the key at the leak: ${keyAgeDays === undefined ? ABSENT : amount(keyAgeDays, 'day')}.`,
    `Time until it was noticed: ${spellDuration(detectedAt.getTime() - leakedAt.getTime())}.`,
  ]
}
