/**
 * Joins the logs of an incident to a verdict: which sources were imported for which key, what the window is,
 * and what the answer must admit when a leaked key has no log at all.
 */
import type { Selectable } from 'kysely'
import type { LogFormatId } from '../forensics/formats/index.ts'
import { investigate } from '../forensics/investigate.ts'
import type { Db } from '../db/connect.ts'
import type { Tables } from '../db/tables.ts'
import { append } from '../journal/append.ts'
import type { Provider } from '../providers/provider.ts'
import { combineVerdicts, type JudgedKey } from './combine-verdicts.ts'
import { gatherFacts, incidentError, listRotations } from './facts.ts'
import type { IncidentFacts, InvestigationVerdict, RotationFacts } from './incident-facts.ts'

interface InvestigationDeps {
  readonly db: Db
  readonly providers: readonly Provider[]
  readonly now: () => Date
}

/** Investigates every leaked key that logs were imported for, keeps the verdict, and returns it. */
export async function investigateIncident(
  deps: InvestigationDeps,
  incidentId: string,
  actor: string,
): Promise<InvestigationVerdict> {
  const facts = await gatherFacts(deps.db, deps.providers, incidentId)
  const rotations = await listRotations(deps.db, incidentId)
  const sources = await deps.db
    .selectFrom('log_sources')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .execute()
  if (!sources.length) throw incidentError('INCIDENT_NOT_READY', 'no access log was imported for this incident yet')
  const judged: JudgedKey[] = []
  for (const key of leakedKeys(facts)) {
    const fact = facts.rotations.find(({ secret }) => secret === key.secret)
    const rotation = fact && rotations.find(({ id }) => id === fact.id)
    const own = sources.filter(({ secret_id }) => secret_id === rotation?.secret_id)
    judged.push(await judgeKey(key, { facts, fact, rotation, sources: own, now: deps.now() }))
  }
  const verdict = combineVerdicts(judged)
  await keepVerdict(deps, incidentId, verdict, actor)
  return verdict
}

/** The keys that somebody could have used: once each, without those that were dead when they were found. */
function leakedKeys({ leaks }: IncidentFacts): JudgedKey['key'][] {
  const usable = leaks.filter(({ verdict }) => verdict?.state !== 'dead')
  const keys = usable.map(({ providerName, kind, secret }) => {
    return { secret: secret ?? null, provider: providerName, name: `${providerName} ${kind}` }
  })
  const distinct = keys.filter(({ secret }, i) => !secret || keys.findIndex((key) => key.secret === secret) === i)
  return distinct.map((key) => {
    const isAlone = distinct.filter(({ name }) => name === key.name).length === 1
    return isAlone || !key.secret ? key : { ...key, name: `${key.name} (${key.secret})` }
  })
}

interface KeyEvidence {
  readonly facts: IncidentFacts
  readonly fact: RotationFacts | undefined
  readonly rotation: Selectable<Tables['rotations']> | undefined
  readonly sources: readonly Selectable<Tables['log_sources']>[]
  readonly now: Date
}

async function judgeKey(key: JudgedKey['key'], evidence: KeyEvidence): Promise<JudgedKey> {
  const { facts, fact, rotation, sources, now } = evidence
  if (!sources.length) return { key, gap: `no log was imported for the ${key.name}: its use cannot be judged` }
  if (!rotation?.old_handle) {
    return { key, gap: `the logs of the ${key.name} cannot be read: what its provider calls it is not recorded` }
  }
  const answer = await investigate({
    sources: sources.map(({ name, file, format, covers_from, covers_to }) => ({
      name,
      file,
      format: format as LogFormatId,
      coversFrom: covers_from,
      coversTo: covers_to,
    })),
    key: { id: rotation.old_handle.id, ...(rotation.new_handle ? { newId: rotation.new_handle.id } : {}) },
    leakedAt: facts.leakedAt,
    refusedAt: fact?.refusedAt ?? now,
    ...(fact?.newKeyAt ? { newKeyAt: fact.newKeyAt } : {}),
  })
  const asked = answer.checked.filter(({ outcome }) => outcome !== 'not-asked').map(({ id }) => id)
  return { key, answer, asked }
}

/** A stranger who used the key makes it SEV-1, whatever was known when it was graded. */
async function raiseSeverity(tx: Db, now: Date, incidentId: string): Promise<void> {
  const raised = await tx
    .updateTable('incidents')
    .set({ severity: 'SEV-1' })
    .where('id', '=', incidentId)
    .where('severity', '!=', 'SEV-1')
    .returning('id')
    .executeTakeFirst()
  if (!raised) return
  await append(tx, now, [
    {
      actor: 'rekey',
      action: 'incident.severity-raised',
      subject: incidentId,
      detail: { incident: incidentId, severity: 'SEV-1' },
    },
  ])
}

async function keepVerdict(
  deps: InvestigationDeps,
  incidentId: string,
  verdict: InvestigationVerdict,
  actor: string,
): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('incidents')
      .set({ verdict: JSON.stringify(verdict), investigated_at: now })
      .where('id', '=', incidentId)
      .execute()
    if (verdict.class === 'confirmed-abuse' || verdict.class === 'confirmed-use')
      await raiseSeverity(tx, now, incidentId)
    const { class: verdictClass, sentence, coverage } = verdict
    await append(tx, now, [
      {
        actor,
        action: 'evidence.verdict',
        subject: incidentId,
        detail: {
          incident: incidentId,
          class: verdictClass,
          sentence,
          coverage,
          gaps: verdict.gaps,
          keys: verdict.keys?.map(({ name, class: found, coverage: share }) => ({
            name,
            class: found,
            coverage: share,
          })),
        },
      },
    ])
  })
}
