/**
 * Environments that take what they lack from another one of their project: `staging` from `base`. What an
 * environment has itself always wins. A chain has an end, and no circle: both are refused when it is made.
 */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import type { Memory } from './memory.ts'
import { secretError } from './secret-error.ts'

export interface EnvironmentLink {
  readonly project: string
  readonly environment: string
  /** The environment of the same project that it takes from. */
  readonly inherits: string
}

const MAX_CHAIN = 5

export async function listLinks(db: Db, project?: string): Promise<EnvironmentLink[]> {
  let query = db.selectFrom('environments').select(['project', 'name', 'inherits']).where('inherits', 'is not', null)
  if (project !== undefined) query = query.where('project', '=', project)
  const rows = await query.orderBy('project').orderBy('name').execute()
  return rows.map((row) => ({ project: row.project, environment: row.name, inherits: row.inherits as string }))
}

/** Throws ENVIRONMENT_CYCLE or ENVIRONMENT_DEPTH. `inherits` null ends it. */
export async function setInherits(
  tx: Db,
  now: Date,
  change: Omit<EnvironmentLink, 'inherits'> & {
    readonly inherits: string | null
    readonly actor: string
  },
): Promise<void> {
  const { project, environment, inherits, actor } = change
  // Two changes at once could close a circle together.
  await sql`lock table environments in share row exclusive mode`.execute(tx)
  const links = (await listLinks(tx, project)).filter((link) => link.environment !== environment)
  if (inherits !== null) refuseChain([...links, { project, environment, inherits }], project)
  await tx
    .insertInto('environments')
    .values({ project, name: environment, inherits, created_at: now })
    .onConflict((conflict) => conflict.columns(['project', 'name']).doUpdateSet({ inherits }))
    .execute()
  const subject = `${project}/${environment}`
  await append(tx, now, [{ actor, action: 'environment.inherits-set', subject, detail: { inherits } }])
}

function refuseChain(links: readonly EnvironmentLink[], project: string): void {
  const next = new Map(links.map(({ environment, inherits }) => [environment, inherits]))
  for (const start of next.keys()) {
    const seen = [start]
    for (let at = next.get(start); at !== undefined; at = next.get(at)) {
      if (seen.includes(at))
        throw secretError(
          'ENVIRONMENT_CYCLE',
          `${project}: ${[...seen, at].join(' takes from ')} goes round in a circle`,
        )
      seen.push(at)
    }
    if (seen.length > MAX_CHAIN)
      throw secretError('ENVIRONMENT_DEPTH', `${project}: ${seen.join(' takes from ')} is too long a chain`)
  }
}

/** The environments that it takes from, nearest first; from memory. */
export async function ancestorsOf(
  { db, memory }: { readonly db: Db; readonly memory: Memory },
  scope: { readonly project: string; readonly environment: string },
): Promise<string[]> {
  // A change of any link makes a node forget everything: see touches.ts.
  const links = await memory.recall('environment links', async () => {
    return { value: await listLinks(db), names: [], keep: true }
  })
  const chain: string[] = []
  let at: string | undefined = scope.environment
  while (at !== undefined && chain.length < MAX_CHAIN) {
    const from: string = at
    at = links.find(({ project, environment }) => project === scope.project && environment === from)?.inherits
    if (at !== undefined) chain.push(at)
  }
  return chain
}
