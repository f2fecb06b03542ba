/**
 * Names of secrets: `project/environment/[path/]NAME`. One spelling a name, and it must be given in that one:
 * no empty, dot or encoded parts, no second Unicode form, nothing invisible. So a policy decides on the same text
 * that the store looks up. Path and NAME hold every name that AWS Secrets Manager and Vault know.
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

const SCOPE = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/
/** AWS allows 512; those that are all slashes are twice as long here. */
const MAX_CHARACTERS = 1_100
/** An index of PostgreSQL holds entries of a third of a page. */
const MAX_BYTES = 2_048
/** Controls, invisible characters, private ones, half characters, and every space but the plain one. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/** Names that were parsed lately, and the texts of them: a request asks for the same one several times. */
const parsed = new Map<string, SecretName>()
const formatted = new WeakMap<SecretName, string>()
const MAX_PARSED = 5_000

/** Throws SECRET_NAME_INVALID. */
export function parseSecretName(text: string): SecretName {
  const known = parsed.get(text)
  if (known) return known
  const name = Object.freeze(parse(text))
  formatted.set(name, text)
  if (parsed.size >= MAX_PARSED) parsed.clear()
  parsed.set(text, name)
  return name
}

function parse(text: string): SecretName {
  const parts = text.length > 2 * MAX_CHARACTERS + 130 ? [] : text.split('/')
  const [project = '', environment = ''] = parts
  const rest = parts.slice(2)
  if (!rest.length || !SCOPE.test(project) || !SCOPE.test(environment) || !isPath(rest)) {
    throw secretError('SECRET_NAME_INVALID', `"${text.slice(0, 120)}" is not the name of a secret`)
  }
  // A policy on `house/**` is one on the house as well: nobody shall write it for a project.
  if (project === HOUSE) throw secretError('SECRET_NAME_INVALID', `"${HOUSE}" is not a name for a project`)
  return { project, environment, path: rest.slice(0, -1).join('/'), name: rest.at(-1) as string }
}

export function formatSecretName(name: SecretName): string {
  const known = formatted.get(name)
  if (known !== undefined) return known
  return [name.project, name.environment, ...(name.path ? [name.path] : []), name.name].join('/')
}

/** Throws SECRET_NAME_INVALID. */
export function parseScopePart(text: string): string {
  if (SCOPE.test(text) && text !== HOUSE) return text
  throw secretError('SECRET_NAME_INVALID', `"${text.slice(0, 120)}" is not the name of a project or an environment`)
}

function isPath(parts: readonly string[]): boolean {
  const text = parts.join('/')
  return text.length <= MAX_CHARACTERS && Buffer.byteLength(text) <= MAX_BYTES && parts.every(isPart)
}

function isPart(part: string): boolean {
  if (part === '' || part === '.' || part === '..' || part !== part.trim()) return false
  // `%2e` would be a dot for whoever decodes once more; `*` stands for others in a policy; `\` is a slash to some.
  if (/[*\\]|%[0-9A-Fa-f]{2}/.test(part)) return false
  return part === part.normalize('NFC') && !UNPRINTABLE.test(part)
}

const AWS_NAME = /^[A-Za-z0-9/_+=.@-]{1,512}$/
/** AWS takes empty and dot parts for what they are. No name of AWS's holds `~`, so these are theirs alone. */
const TO_PART: ReadonlyMap<string, string> = new Map([
  ['', '~'],
  ['.', '~.'],
  ['..', '~..'],
])
const FROM_PART: ReadonlyMap<string, string> = new Map([...TO_PART].map(([from, to]) => [to, from]))

/** The secret that AWS's clients call so. Throws SECRET_NAME_INVALID. */
export function fromAwsName(scope: { project: string; environment: string }, awsName: string): SecretName {
  if (!AWS_NAME.test(awsName)) {
    throw secretError('SECRET_NAME_INVALID', `"${awsName.slice(0, 120)}" is not a name of AWS Secrets Manager`)
  }
  const parts = awsName.split('/').map((part) => TO_PART.get(part) ?? part)
  return parseSecretName([scope.project, scope.environment, ...parts].join('/'))
}

/** Undefined for a secret that AWS's alphabet cannot name. `fromAwsName` undoes it. */
export function toAwsName({ path, name }: SecretName): string | undefined {
  const parts = (path ? `${path}/${name}` : name).split('/').map((part) => FROM_PART.get(part) ?? part)
  const text = parts.join('/')
  return AWS_NAME.test(text) ? text : undefined
}
