/**
 * The CLI's door: finds the command, loads it and nothing else, parses its arguments from its own table, and
 * turns errors into three lines and an exit code.
 */
import { compileLate } from './base/compile-late.ts'
import { isRekeyError } from './base/errors.ts'
import type { Command, Io } from './cli/command.ts'
import { commandHelp, programHelp } from './cli/help.ts'
import { interrupted, parseInvocation, unknownCommand } from './cli/usage.ts'

const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  scan: () => import('./cli/scan.ts'),
  baseline: () => import('./cli/baseline.ts'),
  gitleaks: () => import('./cli/gitleaks.ts'),
  why: () => import('./cli/why.ts'),
  rules: () => import('./cli/rules.ts'),
  migrate: () => import('./cli/migrate.ts'),
  up: () => import('./cli/up.ts'),
  secret: () => import('./cli/secret.ts'),
  import: () => import('./cli/import.ts'),
  export: () => import('./cli/export.ts'),
  run: () => import('./cli/run.ts'),
  rotate: () => import('./cli/rotate.ts'),
  incident: () => import('./cli/incident.ts'),
  journal: () => import('./cli/journal.ts'),
  keyring: () => import('./cli/keyring.ts'),
  backup: () => import('./cli/backup.ts'),
  unseal: () => import('./cli/unseal.ts'),
  identity: () => import('./cli/identity.ts'),
  login: () => import('./cli/login.ts'),
  policy: () => import('./cli/policy.ts'),
  approve: () => import('./cli/approve.ts'),
  repository: () => import('./cli/repository.ts'),
  hook: () => import('./cli/hook.ts'),
  doctor: () => import('./cli/doctor.ts'),
  vault: () => import('./cli/vault.ts'),
  drill: () => import('./cli/drill.ts'),
}

const EXIT_ERROR = 2
const EXIT_INTERRUPTED = 130
/** Of a help page where the output is no terminal. */
const PAGE_WIDTH = 100

export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') return await printHelp(io, rest[0])
    if (name === '--version' || name === '-v') return await printVersion(io)
    const command = await loadCommand(name)
    if (command.takesRawArguments) return await command.run({ args: rest, flags: {}, rest: [] }, io)
    const own = new Set(rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length))
    if (own.has('--help') || own.has('-h')) return print(io, commandHelp(command, widthOf(io)))
    return await command.run(parseInvocation(command, rest), io)
  } catch (error) {
    return fail(io, error)
  }
}

/** Throws COMMAND_UNKNOWN with the nearest name. */
async function loadCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) throw unknownCommand(name, Object.keys(COMMANDS))
  return (await load()).command
}

/** What happened, how to go on. A stack is for bugs only, and only when asked for. */
function fail(io: Io, thrown: unknown): number {
  const isOwn = isRekeyError(thrown) && thrown.exit === EXIT_INTERRUPTED
  const error = io.signal.aborted && !isOwn ? interrupted() : thrown
  if (isRekeyError(error)) {
    io.stderr.write(`error: ${error.message} [${error.code}]\nhint: ${error.hint}\n`)
    return error.exit
  }
  const text = io.env['REKEY_DEBUG'] && error instanceof Error ? error.stack : (error as Error)?.message
  io.stderr.write(
    `error: ${text ?? String(error)} [UNEXPECTED]\nhint: This is a bug. Run again with REKEY_DEBUG=1 and report what it prints.\n`,
  )
  return EXIT_ERROR
}

async function printHelp(io: Io, name: string | undefined): Promise<number> {
  if (name !== undefined) return print(io, commandHelp(await loadCommand(name), widthOf(io)))
  const commands = await Promise.all(Object.values(COMMANDS).map(async (one) => (await one()).command))
  return print(io, programHelp(commands, widthOf(io)))
}

function widthOf(io: Io): number {
  return Math.min(io.stdout.columns ?? PAGE_WIDTH, PAGE_WIDTH)
}

function print(io: Io, text: string): number {
  io.stdout.write(text)
  return 0
}

async function printVersion(io: Io): Promise<number> {
  const { version } = await import('./base/version.ts')
  return print(io, `rekey ${version}\n`)
}

compileLate()
const stop = new AbortController()
let interrupts = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The first asks nicely; whoever asks three times means it.
    if (++interrupts >= 3) process.exit(130)
    stop.abort(signal)
  })
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
})
const io: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  // Made when it is asked for: few commands read it.
  get stdin() {
    return process.stdin
  },
  env: process.env,
  cwd: process.cwd(),
  signal: stop.signal,
}
process.exitCode = await main(process.argv.slice(2), io)
// An embedded database that panicked leaves a timer behind: it shall not keep a process that has said everything.
setInterval(() => {
  if (!process.stdout.writableLength && !process.stderr.writableLength) process.exit()
}, 250).unref()
