/** What a drill leaves: one JSON document, made from what the server recorded and what the drill measured itself. */
import type { IncidentRoomBody } from '../server/api/schemas.ts'
import type { LoadResult } from './load.ts'

export interface KeyOutcome {
  readonly provider: string
  readonly secret: string
  readonly strategy: string
  /** Tried by the drill itself, after the server was done. */
  readonly newWorks: boolean
  readonly oldRefused: boolean
  /** How often the server tried the old key and was refused. */
  readonly failedProbes: number
}

export interface DrillOutcome {
  readonly ok: boolean
  /** What failed, in sentences. Empty when `ok`. */
  readonly problems: readonly string[]
  readonly seconds: {
    readonly leakToAlert: number
    readonly alertToNewKey: number
    readonly alertToMoved: number
    readonly alertToRefused: number
    readonly total: number
  }
  readonly requests: { readonly served: number; readonly failed: number; readonly perSecond: number }
  readonly keys: readonly KeyOutcome[]
  readonly incident: {
    readonly id: string
    readonly severity: string
    readonly channel: string
    readonly state: string
  }
  readonly consumers: readonly {
    readonly name: string
    readonly versionBefore: number | null
    readonly versionAfter: number
    readonly movedAt: string | null
  }[]
  readonly verdict: { readonly class: string; readonly coverage: number; readonly indicators: readonly string[] }
  readonly files: { readonly notice: string; readonly postmortem: string; readonly journal: string }
  readonly journal: { readonly entries: number; readonly verified: boolean }
  /** How often the server was killed and started again. */
  readonly serverRestarts: number
}

export interface Measured {
  readonly room: IncidentRoomBody
  readonly load: LoadResult
  readonly keys: readonly KeyOutcome[]
  readonly files: DrillOutcome['files']
  readonly journal: DrillOutcome['journal']
  readonly totalSeconds: number
  readonly serverRestarts: number
  /** The secret whose consumers are the five services. */
  readonly sharedSecret: string
}

export function makeOutcome(measured: Measured): DrillOutcome {
  const { room, load, keys, files, journal, sharedSecret } = measured
  const { incident, rotations, consumers, verdict } = room
  const alertMs = Date.parse(incident.openedAt)
  const after = (step: string): number => {
    const times = rotations.map(({ steps }) => Date.parse(steps.find((one) => one.step === step)?.finishedAt ?? ''))
    return round((Math.max(...times) - alertMs) / 1_000)
  }
  const refused = Math.max(...rotations.map(({ refusedAt }) => Date.parse(refusedAt ?? '')))
  const problems = findProblems(measured)
  return {
    ok: problems.length === 0,
    problems,
    seconds: {
      leakToAlert: round((alertMs - Date.parse(incident.leakedAt)) / 1_000),
      alertToNewKey: after('create'),
      alertToMoved: after('confirm'),
      alertToRefused: round((refused - alertMs) / 1_000),
      total: round(measured.totalSeconds),
    },
    requests: { served: load.served, failed: load.failed, perSecond: round(load.sentPerSecond) },
    keys,
    incident: { id: incident.id, severity: incident.severity.level, channel: incident.channel, state: incident.state },
    consumers: consumers
      .filter(({ secret }) => secret === sharedSecret)
      .map(({ name, version, versionBefore, movedAt }) => ({ name, versionBefore, versionAfter: version, movedAt })),
    verdict: {
      class: verdict?.class ?? 'cannot-tell',
      coverage: verdict?.coverage ?? 0,
      indicators: verdict?.indicators.map(({ id }) => id) ?? [],
    },
    files,
    journal,
    serverRestarts: measured.serverRestarts,
  }
}

function findProblems({ room, load, keys, journal }: Measured): string[] {
  const problems: string[] = []
  if (load.failed) {
    const first = load.failures[0]
    problems.push(`${load.failed} requests failed, the first at ${first?.at} in ${first?.target}: ${first?.reason}`)
  }
  if (!load.served) problems.push('no request was served')
  for (const { secret, newWorks, oldRefused } of keys) {
    if (!newWorks) problems.push(`the new key of ${secret} does not work`)
    if (!oldRefused) problems.push(`the old key of ${secret} is still accepted`)
  }
  if (keys.length !== 2) problems.push(`${keys.length} keys were rotated instead of 2`)
  if (!room.verdict) problems.push('there is no verdict')
  if (room.incident.state !== 'closed') problems.push(`the incident is ${room.incident.state}`)
  if (!journal.verified) problems.push('the journal does not verify')
  return problems
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000
