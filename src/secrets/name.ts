/**
 * Names of secrets: `project/environment/[path/]NAME`. One spelling a name: no empty, dot or encoded parts,
 * so that a policy decides on the same text that the store looks up.
 */
import { secretError } from './secret-error.ts'

export interface SecretName {
  readonly project: string
  readonly environment: string
  /** Between environment and NAME: `` or `billing/eu`. */
  readonly path: string
  readonly name: string
}

/** Stands for what belongs to no project: incidents, repositories, the journal. No project may be called so. */
export const HOUSE = 'house'

const PART = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/
const MAX_PARTS = 8

/** Throws SECRET_NAME_INVALID. */
export function parseSecretName(text: string): SecretName {
  const parts = text.split('/')
  if (parts.length < 3 || parts.length > MAX_PARTS || !parts.every((part) => PART.test(part))) {
    throw secretError('SECRET_NAME_INVALID', `"${text.slice(0, 120)}" is not the name of a secret`)
  }
  const [project, environment] = parts as [string, string]
  // A policy on `house/**` is one on the house as well: nobody shall write it for a project.
  if (project === HOUSE) throw secretError('SECRET_NAME_INVALID', `"${HOUSE}" is not a name for a project`)
  return { project, environment, path: parts.slice(2, -1).join('/'), name: parts.at(-1) as string }
}

export function formatSecretName(name: SecretName): string {
  return [name.project, name.environment, ...(name.path ? [name.path] : []), name.name].join('/')
}
