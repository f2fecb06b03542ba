/**
 * `rekey doctor`: proves that the doors of a repository hold, by planting a canary at each. Reads the repository, and
 * runs its hooks in a throw-away one.
 */
import { randomInt } from 'node:crypto'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { findRepository } from '../sources/repository.ts'
import type { Command, Io } from './command.ts'
import { makeCanary } from './doctor/canary.ts'
import { tryDoor, type DoorVerdict, type TriedDoor } from './doctor/try-door.ts'
import type { Door } from './hook/door-text.ts'
import { findHooksFolder } from './hook/hooks-folder.ts'
import { doorsOf } from './hook/install.ts'

export const doctorError = defineErrors({
  DOCTOR_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey doctor [PATH] [--json]' },
  DOCTOR_OUTSIDE: { status: 400, exit: 2, hint: 'Run it in a git repository, or give the path of one.' },
})

interface DoorReport {
  readonly door: Door
  readonly hook: string
  readonly verdict: DoorVerdict['verdict'] | 'missing'
  readonly why?: string
}

export const command: Command = {
  name: 'doctor',
  about: 'Prove that the doors of a repository stop a key.',
  usage: '[PATH] [--json]',
  flags: { json: { type: 'boolean', about: 'Print the findings as JSON.' } },
  async run({ args, flags }, io) {
    if (args.length > 1) throw doctorError('DOCTOR_USAGE', `doctor takes one path, got ${args.length}`)
    const path = resolve(io.cwd, args[0] ?? '.')
    const repository = findRepository(path)
    if (repository === undefined) throw doctorError('DOCTOR_OUTSIDE', `${path} is not in a git repository`)
    const folder = await findHooksFolder(repository, io)
    const reports: DoorReport[] = []
    for (const door of doorsOf(repository)) {
      const report = await examine({ door, hook: join(folder, door), top: repository.workTree }, io)
      reports.push(report)
      if (flags['json'] !== true) io.stdout.write(lineOf(report))
    }
    const isSafe = reports.every(({ verdict }) => verdict === 'blocks')
    if (flags['json'] === true) io.stdout.write(`${JSON.stringify({ safe: isSafe, doors: reports }, null, 2)}\n`)
    else if (reports.some(({ verdict }) => verdict === 'missing'))
      io.stdout.write('Install what is missing: rekey hook install\n')
    return isSafe ? 0 : 1
  },
}

async function examine(tried: TriedDoor, io: Io): Promise<DoorReport> {
  const { door, hook } = tried
  // Git does not run a hook that is not executable, and says so in a hint at most.
  const mode = statSync(hook, { throwIfNoEntry: false })?.mode
  if (mode === undefined || (mode & 0o111) === 0) {
    return { door, hook, verdict: 'missing', ...(mode === undefined ? {} : { why: 'the file is not executable' }) }
  }
  return {
    door,
    hook,
    ...(await tryDoor(
      tried,
      makeCanary((below) => randomInt(below)),
      io,
    )),
  }
}

function lineOf({ door, verdict, why }: DoorReport): string {
  const words = {
    blocks: 'stops keys: a canary was refused, a harmless commit passed',
    open: 'LETS KEYS THROUGH: a canary passed',
    unclear: 'cannot be judged',
    missing: 'MISSING',
  }
  return `${door.padEnd(12)}${words[verdict]}${why === undefined ? '' : ` (${why})`}\n`
}
