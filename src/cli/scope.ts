/**
 * Project and environment of a command: flag, else REKEY_PROJECT and REKEY_ENVIRONMENT, else rekey.yaml, else
 * the only one that the token may read. Where there are several it asks instead of choosing.
 */
import { loadConfig } from '../config/load.ts'
import { options } from '../config/options.ts'
import { defineErrors } from '../base/errors.ts'
import type { Invocation, Io } from './command.ts'
import type { Connection } from './connection.ts'

export const scopeError = defineErrors({
  SCOPE_UNKNOWN: {
    status: 400,
    exit: 2,
    hint: 'Say --project P --environment E, or write "project:" and "environment:" into rekey.yaml.',
  },
})

export interface Scope {
  readonly project: string
  readonly environment: string
}

/** Throws SCOPE_UNKNOWN, naming what there is. */
export async function findScope(connection: Connection, flags: Invocation['flags'], io: Io): Promise<Scope> {
  const { values } = await loadConfig(options, { flags, env: io.env, cwd: io.cwd })
  const { project, environment } = values
  if (project && environment) return { project, environment }
  const { secrets } = (await connection.request('GET', '/api/secrets')) as { secrets: { name: string }[] }
  const scopes = [...new Set(secrets.map(({ name }) => name.split('/').slice(0, 2).join('/')))].filter((scope) => {
    const [first, second] = scope.split('/')
    return (!project || first === project) && (!environment || second === environment)
  })
  const [only, ...others] = scopes
  if (only === undefined) throw scopeError('SCOPE_UNKNOWN', 'there is no secret here that this token may read')
  if (others.length) throw scopeError('SCOPE_UNKNOWN', `several environments could be meant: ${scopes.join(', ')}`)
  const [foundProject, foundEnvironment] = only.split('/') as [string, string]
  return { project: foundProject, environment: foundEnvironment }
}
