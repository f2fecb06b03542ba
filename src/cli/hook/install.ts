/**
 * `rekey hook install` and `uninstall`. A hook that stands there is kept beside ours and runs before it; uninstalling
 * puts it back. Installing twice is installing once.
 */
import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { findRepository, type Repository } from '../../sources/repository.ts'
import type { Invocation, Io } from '../command.ts'
import type { Door } from './door-text.ts'
import { hookError } from './hook-error.ts'
import { hookScript } from './hook-script.ts'
import { findLefthook, lefthookJob } from './lefthook.ts'
import { CHAINED_SUFFIX, findHooksFolder, findHuskyFolder, hookState } from './hooks-folder.ts'

const DOORS: readonly Door[] = ['pre-commit', 'pre-push', 'pre-receive']

/** The doors that a repository has use for. */
export function doorsOf(repository: Repository): Door[] {
  return repository.workTree === undefined ? ['pre-receive'] : ['pre-commit', 'pre-push']
}

export async function runInstall({ args, flags }: Invocation, io: Io): Promise<number> {
  const repository = openRepository(args, io)
  const folder = await findHooksFolder(repository, io)
  const named = DOORS.filter((door) => flags[door] === true)
  const doors = named.length > 0 ? named : doorsOf(repository)
  refuseHusky(folder, doors)
  refuseLefthook(repository, doors)
  const program = hookProgram(resolve(process.argv[1] as string))
  for (const door of doors) {
    const outcome = writing(folder, () => installHook(folder, door, hookScript(door, program)))
    io.stdout.write(`${door.padEnd(12)}${outcome}  ${join(folder, door)}\n`)
  }
  io.stdout.write('Prove that they hold: rekey doctor\n')
  return 0
}

export async function runUninstall({ args }: Invocation, io: Io): Promise<number> {
  const folder = await findHooksFolder(openRepository(args, io), io)
  for (const door of DOORS.filter((one) => hookState(folder, one) === 'ours')) {
    const outcome = writing(folder, () => uninstallHook(folder, door))
    io.stdout.write(`${door.padEnd(12)}${outcome}  ${join(folder, door)}\n`)
  }
  return 0
}

/** The small program that was built for hooks, beside the CLI; the CLI itself where it was not. */
function hookProgram(cli: string): [node: string, file: string, ...words: string[]] {
  const small = join(dirname(cli), 'hook.cjs')
  return existsSync(small) ? [process.execPath, small] : [process.execPath, cli, 'hook']
}

function openRepository(args: readonly string[], io: Io): Repository {
  if (args.length > 1) throw hookError('HOOK_USAGE', `one path at most, got ${args.length}`)
  const path = resolve(io.cwd, args[0] ?? '.')
  const repository = findRepository(path)
  if (repository === undefined) throw hookError('HOOK_OUTSIDE', `${path} is not in a git repository`)
  return repository
}

function refuseHusky(folder: string, doors: readonly Door[]): void {
  const husky = findHuskyFolder(folder)
  if (husky === undefined) return
  const lines = doors.map((door) => `"rekey hook ${door} \\"$@\\"" to ${join(husky, door)}`)
  throw hookError('HOOK_MANAGED', `husky writes the hooks of this repository; add ${lines.join(', and ')}`)
}

function refuseLefthook({ workTree }: Repository, doors: readonly Door[]): void {
  const [config] = workTree === undefined ? [] : findLefthook(workTree)
  if (config === undefined) return
  const jobs = doors.map((door) => `  ${lefthookJob(door)}`).join('\n')
  throw hookError('HOOK_MANAGED', `lefthook writes the hooks of this repository; add to ${config}:\n${jobs}`)
}

/** The earlier hook is moved before ours is there: at no time are both lost, and a crash between leaves the earlier one. */
function installHook(folder: string, door: Door, script: string): string {
  const path = join(folder, door)
  const chained = `${path}${CHAINED_SUFFIX}`
  const state = hookState(folder, door)
  const isTaken = lstatSync(chained, { throwIfNoEntry: false }) !== undefined
  if (state === 'other' && isTaken)
    throw hookError('HOOK_CHAIN_TAKEN', `${path} is not ours, and ${chained} is there already`)
  mkdirSync(folder, { recursive: true })
  const written = `${path}.rekey-${process.pid}`
  writeFileSync(written, script)
  chmodSync(written, 0o755)
  if (state === 'other') renameSync(path, chained)
  renameSync(written, path)
  if (state === 'ours') return 'up to date'
  return state === 'other' ? `installed, after the hook that was there` : 'installed'
}

function uninstallHook(folder: string, door: Door): string {
  const path = join(folder, door)
  const chained = `${path}${CHAINED_SUFFIX}`
  if (lstatSync(chained, { throwIfNoEntry: false }) === undefined) {
    rmSync(path)
    return 'removed'
  }
  renameSync(chained, path)
  return 'removed, the earlier hook is back'
}

function writing<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOTDIR') throw cause
    throw hookError('HOOK_NOT_WRITABLE', `${folder} cannot be written to (${code})`, { cause })
  }
}
