/**
 * `rekey run -- CMD`: starts a command with secrets in its environment, and nowhere else: not in argv,
 * not on disk, not in our output. The child's exit code and signals are kept. Refuses names that would
 * change how programs are found or loaded.
 */
import { defineErrors } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, serverFlag, type Connection } from './connection.ts'
import { runChild } from './run-child.ts'
import { findScope } from './scope.ts'

export const runError = defineErrors({
  RUN_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey run --project shop --environment production -- CMD' },
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
interface Injected {
  readonly name: string
  readonly key: string
  readonly value: Sensitive
}

/** Variables that decide which code runs (loader, interpreter, shell, git) or where we get secrets from. */
const RESERVED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|TMPDIR|IFS|ENV|BASH_ENV|BASH_FUNC_.*|CDPATH|GLOBIGNORE|SHELLOPTS|BASHOPTS|PROMPT_COMMAND|PS4|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|PYTHON(PATH|HOME|STARTUP|INSPECT)|PERL5(LIB|OPT|DB)|RUBY(LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|DOTNET_STARTUP_HOOKS|GIT_(SSH|SSH_COMMAND|EXTERNAL_DIFF|ASKPASS|EXEC_PATH|PROXY_COMMAND|CONFIG.*)|REKEY_(URL|TOKEN|HOME))$/i

export const command: Command = {
  name: 'run',
  about: 'Run a command with secrets in its environment.',
  usage: '[--project NAME] [--environment NAME] [--secrets NAMES] -- CMD [args…]',
  startsCommand: true,
  examples: ['rekey run --project shop --environment production -- node server.js'],
  flags: {
    ...serverFlag,
    project: { type: 'string', about: 'Project whose secrets to inject.', placeholder: 'NAME' },
    environment: { type: 'string', about: 'Environment of that project.', placeholder: 'NAME' },
    secrets: { type: 'string', about: 'Single secrets by full name, with commas.', placeholder: 'NAMES' },
    only: { type: 'string', about: 'Inject only these, with commas.', placeholder: 'NAMES' },
    map: { type: 'string', about: 'Inject OLD under the name NEW; several with commas.', placeholder: 'NEW=OLD' },
    'preserve-env': { type: 'boolean', about: 'A variable that is already set wins over the secret.' },
    'no-mask': { type: 'boolean', about: 'Do not mask the values in the output of the command.' },
    'allow-reserved': { type: 'boolean', about: 'Allow names such as PATH or NODE_OPTIONS.' },
    'pass-token': { type: 'boolean', about: 'Leave REKEY_TOKEN in the environment of the command.' },
  },

  async run(invocation: Invocation, io: Io): Promise<number> {
    const { flags, rest } = invocation
    const [file, ...args] = rest
    if (file === undefined) throw runError('RUN_USAGE', 'there is no command to run after --')
    if (invocation.args.length > 0) {
      throw runError('RUN_USAGE', `"${invocation.args[0]}" stands before --; the command stands behind it`)
    }
    const renames = parseMap(list(flags['map']))
    const fetched = await fetchSecrets(await connect(io, flags), flags, io)
    const chosen = rename(choose(fetched, list(flags['only'])), renames)
    for (const secret of chosen) checkName(secret, flags['allow-reserved'] === true)
    checkUnique(chosen)
    return runChild({
      file,
      args,
      io,
      env: buildEnvironment(chosen, io.env, flags),
      masked: flags['no-mask'] === true ? [] : chosen.map((secret) => secret.value),
    })
  },
}

function list(flag: string | boolean | undefined): string[] {
  const text = typeof flag === 'string' ? flag : ''
  return text.split(',').flatMap((part) => part.trim() || [])
}

async function fetchSecrets(connection: Connection, flags: Invocation['flags'], io: Io): Promise<Injected[]> {
  const names = list(flags['secrets'])
  if (names.length > 0 && (flags['project'] || flags['environment'])) {
    throw runError('RUN_USAGE', '--secrets and --project exclude each other')
  }
  if (names.length > 0) return Promise.all(names.map((name) => fetchOne(connection, name)))
  const { project, environment } = await findScope(connection, flags, io)
  const path = `/api/environments/${encodeURIComponent(project)}/${encodeURIComponent(environment)}/values`
  const answer = (await connection.request('GET', path)) as { values: { name: string; key: string; value: string }[] }
  return answer.values.map(({ name, key, value }) => ({ name, key, value: new Sensitive(value) }))
}

async function fetchOne(connection: Connection, name: string): Promise<Injected> {
  const segments = name.split('/')
  // A URL parser would resolve the dots and ask for another secret.
  if (segments.length < 3 || segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw runError('RUN_USAGE', `"${name}" is not the full name of a secret`)
  }
  const path = `/api/values/${segments.map(encodeURIComponent).join('/')}`
  const { value } = (await connection.request('GET', path)) as { value: string }
  return { name, key: segments.at(-1) as string, value: new Sensitive(value) }
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

function checkUnique(secrets: readonly Injected[]): void {
  const byKey = new Map<string, string>()
  for (const { name, key } of secrets) {
    const other = byKey.get(key)
    if (other !== undefined) throw runError('RUN_NAME_TWICE', `${other} and ${name} would both be ${key}`)
    byKey.set(key, name)
  }
}

/** Our own token stays out by default: the command gets its values, not the key to all of them. */
function buildEnvironment(
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
