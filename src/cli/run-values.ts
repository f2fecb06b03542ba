/**
 * Which secrets a command gets, and under which names. Refuses names that would change how programs are found or
 * loaded, two secrets under one name, and values that no environment can hold.
 */
import { defineErrors } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Invocation, Io } from './command.ts'
import type { Connection } from './connection.ts'
import { findScope } from './scope.ts'

export const runError = defineErrors({
  RUN_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey run --project shop --environment production -- CMD' },
  RUN_DEBUG_UNSAFE: {
    status: 400,
    exit: 2,
    hint: 'Leave child_process out of NODE_DEBUG; for the command alone: rekey run -- env NODE_DEBUG=… CMD',
  },
  RUN_NAME_RESERVED: { status: 400, exit: 3, hint: 'Rename it with --map NEW=OLD, or insist with --allow-reserved.' },
  RUN_NAME_INVALID: { status: 400, exit: 2, hint: 'Rename it with --map NEW=OLD.' },
  RUN_NAME_TWICE: {
    status: 409,
    exit: 2,
    hint: 'Choose with --only, or rename one with --map NEW=project/env/path/OLD.',
  },
  RUN_SECRET_UNKNOWN: { status: 404, exit: 2, hint: 'Check the name, and that this token may read it.' },
  RUN_VALUE_INVALID: {
    status: 400,
    exit: 2,
    hint: 'An environment variable cannot hold a NUL byte: leave it out with --only.',
  },
})

/** One secret on its way into the environment. `key` is the last segment of `name`. */
export interface Injected {
  readonly name: string
  readonly key: string
  readonly version: number
  readonly value: Sensitive
}

/** Variables that decide which code runs (loader, interpreter, shell, git) or where we get secrets from. */
const RESERVED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|TMPDIR|IFS|ENV|BASH_ENV|BASH_FUNC_.*|CDPATH|GLOBIGNORE|SHELLOPTS|BASHOPTS|PROMPT_COMMAND|PS4|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|PYTHON(PATH|HOME|STARTUP|INSPECT)|PERL5(LIB|OPT|DB)|RUBY(LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|DOTNET_STARTUP_HOOKS|GIT_(SSH|SSH_COMMAND|EXTERNAL_DIFF|ASKPASS|EXEC_PATH|PROXY_COMMAND|CONFIG.*)|REKEY_(URL|TOKEN|HOME))$/i

export function list(flag: string | boolean | undefined): string[] {
  const text = typeof flag === 'string' ? flag : ''
  return text.split(',').flatMap((part) => part.trim() || [])
}

/** What a selection is fetched by: single names, or the environment that the flags and files name. */
export async function fetchSecrets(connection: Connection, flags: Invocation['flags'], io: Io): Promise<Injected[]> {
  const names = list(flags['secrets'])
  if (names.length > 0 && (flags['project'] || flags['environment'])) {
    throw runError('RUN_USAGE', '--secrets and --project exclude each other')
  }
  if (names.length > 0) return Promise.all(names.map((name) => fetchOne(connection, name)))
  const { project, environment } = await findScope(connection, flags, io)
  const path = `/api/environments/${encodeURIComponent(project)}/${encodeURIComponent(environment)}/values`
  const answer = (await connection.request('GET', path)) as {
    values: { name: string; key: string; version: number; value: string }[]
  }
  return answer.values.map(({ name, key, version, value }) => ({ name, key, version, value: new Sensitive(value) }))
}

async function fetchOne(connection: Connection, name: string): Promise<Injected> {
  const segments = name.split('/')
  // A URL parser would resolve the dots and ask for another secret.
  if (segments.length < 3 || segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw runError('RUN_USAGE', `"${name}" is not the full name of a secret`)
  }
  const path = `/api/values/${segments.map(encodeURIComponent).join('/')}`
  const { value, version } = (await connection.request('GET', path)) as { value: string; version: number }
  return { name, key: segments.at(-1) as string, version, value: new Sensitive(value) }
}

/** By key or full name; a name that matches nothing is an error, so that a typo cannot start a half-configured program. */
function choose(secrets: readonly Injected[], only: readonly string[]): readonly Injected[] {
  if (only.length === 0) return secrets
  for (const wanted of only) requireKnown(secrets, wanted)
  return secrets.filter(({ name, key }) => only.includes(name) || only.includes(key))
}

function requireKnown(secrets: readonly Injected[], wanted: string): void {
  if (secrets.some(({ name, key }) => name === wanted || key === wanted)) return
  throw runError('RUN_SECRET_UNKNOWN', `there is no secret ${wanted} to inject`)
}

function parseMap(pairs: readonly string[]): Map<string, string> {
  const renames = new Map<string, string>()
  for (const pair of pairs) {
    const [to, from, ...more] = pair.split('=')
    if (!to || !from || more.length > 0) throw runError('RUN_USAGE', `"${pair}" is not NEW=OLD`)
    renames.set(from, to)
  }
  return renames
}

function rename(secrets: readonly Injected[], renames: ReadonlyMap<string, string>): Injected[] {
  for (const from of renames.keys()) requireKnown(secrets, from)
  return secrets.map((secret) => ({
    ...secret,
    key: renames.get(secret.name) ?? renames.get(secret.key) ?? secret.key,
  }))
}

function checkName({ name, key, value }: Injected, allowReserved: boolean): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) {
    throw runError('RUN_NAME_INVALID', `${key} (${name}) cannot be the name of an environment variable`)
  }
  if (!allowReserved && RESERVED.test(key)) {
    throw runError('RUN_NAME_RESERVED', `${key} (${name}) would change how programs are found or loaded`)
  }
  if (value.reveal().includes('\0')) throw runError('RUN_VALUE_INVALID', `the value of ${name} holds a NUL byte`)
}

/** The secrets that the flags choose, renamed and checked. */
export function select(fetched: readonly Injected[], flags: Invocation['flags']): Injected[] {
  const chosen = rename(choose(fetched, list(flags['only'])), parseMap(list(flags['map'])))
  for (const secret of chosen) checkName(secret, flags['allow-reserved'] === true)
  checkUnique(chosen)
  return chosen
}

function checkUnique(secrets: readonly Injected[]): void {
  const byKey = new Map<string, string>()
  for (const { name, key } of secrets) {
    const other = byKey.get(key)
    if (other !== undefined) throw runError('RUN_NAME_TWICE', `${other} and ${name} would both be ${key}`)
    byKey.set(key, name)
  }
}

/** Our own token stays out by default: the command gets its values, not the key to all of them. */
export function buildEnvironment(
  secrets: readonly Injected[],
  inherited: Io['env'],
  flags: Invocation['flags'],
): Record<string, string | undefined> {
  const env = { ...inherited }
  if (flags['pass-token'] !== true) delete env['REKEY_TOKEN']
  for (const { key, value } of secrets) {
    if (flags['preserve-env'] === true && inherited[key] !== undefined) continue
    env[key] = value.reveal()
  }
  return env
}
