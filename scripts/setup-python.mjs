/**
 * The Python clients of test/compat, pinned in test/compat/requirements.txt, in an environment of their own
 * outside of the repository. Its folder is named after the content of that file and the version of Python: it is
 * made once and used until one of them changes. Two runs at once make it once (flock).
 *
 *   node scripts/setup-python.mjs    makes it when it is missing, and prints its folder of programs
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const requirements = join(import.meta.dirname, '../test/compat/requirements.txt')
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rekey')

function run(program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status === 0) return stdout
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-8).join('\n')
  throw new Error(`${program} ${args[0] ?? ''} failed: ${error?.message ?? said}`)
}

function environmentFolder() {
  const python = run('python3', '-c', 'import sys; print(sys.version, sys.prefix)')
  const hash = createHash('sha256').update(python).update(readFileSync(requirements)).digest('hex')
  return join(cache, `python-${hash.slice(0, 16)}`)
}

/** Written last: an environment without it was left unfinished. */
const readyFile = (folder) => join(folder, 'rekey-ready')

function make(folder) {
  if (existsSync(readyFile(folder))) return
  rmSync(folder, { recursive: true, force: true })
  process.stderr.write('setup: installing the Python clients of test/compat\n')
  run('python3', '-m', 'venv', folder)
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-compile']
  run(join(folder, 'bin/python'), '-m', 'pip', 'install', ...quiet, '--no-deps', '-r', requirements)
  run(join(folder, 'bin/python'), '-m', 'pip', 'check')
  writeFileSync(readyFile(folder), '')
}

/** Returns the folder of its programs (python, aws, …). Throws with one sentence of what failed. */
export function setUpPython() {
  const folder = environmentFolder()
  if (!existsSync(readyFile(folder))) {
    mkdirSync(cache, { recursive: true })
    const lock = join(cache, 'python.lock')
    const made = spawnSync('flock', [lock, process.execPath, import.meta.filename, '--make', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (made.status !== 0) throw new Error(`The Python clients could not be installed. ${made.error ?? made.stderr}`)
    process.stderr.write(made.stderr)
  }
  return join(folder, 'bin')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (process.argv[2] === '--make') make(process.argv[3])
    else process.stdout.write(`${setUpPython()}\n`)
  } catch (error) {
    process.stderr.write(`error: ${error.message}\n`)
    process.exitCode = 1
  }
}
