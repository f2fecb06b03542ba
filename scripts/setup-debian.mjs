/**
 * Installs the Debian packages that the tests need, where they are missing. As root through apt-get;
 * otherwise it fails and names the command. It never lets a suite be skipped.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a test calls, and the package that brings it. */
const NEEDED = [
  { command: 'git', package: 'git' },
  { command: 'chromium', package: 'chromium' },
  // Screenshots without a font show boxes.
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core' },
  // Servers that a test starts itself. redis-tools holds the server, too, without the service of redis-server.
  { file: '/usr/sbin/mariadbd', package: 'mariadb-server-core' },
  { command: 'my_print_defaults', package: 'mariadb-client-core' },
  { command: 'redis-check-rdb', package: 'redis-tools' },
  // What packs archives of rarer kinds, for the readers to be tested against.
  { command: 'lz4', package: 'lz4' },
  { command: 'lzip', package: 'lzip' },
  { command: 'compress', package: 'ncompress' },
  { command: 'cpio', package: 'cpio' },
  // The official Python clients of test/compat get an environment of their own: scripts/setup-python.mjs.
  { python: 'import ensurepip, venv', package: 'python3-venv' },
]

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function exists(path) {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}

function isPresent(need) {
  if (need.file) return exists(need.file)
  if (need.python) return spawnSync('python3', ['-c', need.python], { stdio: 'ignore' }).status === 0
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, need.command)))
}

/** Returns undefined when all is there, else one sentence of what failed and what to type. */
export function setUpDebian() {
  const missing = NEEDED.filter((need) => !isPresent(need)).map((need) => need.package)
  if (missing.length === 0) return undefined
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  const apt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' })
  if (apt.error) return `The tests need ${missing.join(', ')}, and there is no apt-get here. Install them by hand.`
  if (process.getuid?.() !== 0) return `The tests need ${missing.join(', ')}. Run as root: ${command}`

  process.stderr.write(`setup: installing ${missing.join(', ')} with apt-get\n`)
  const run = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  const install = () => run('install', '-y', '--no-install-recommends', ...missing)
  let result = install()
  // A package list that is absent or old is the usual reason; refreshing it costs seconds, so only then.
  if (result.status !== 0) {
    run('update')
    result = install()
  }
  if (result.status === 0) return undefined
  const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-8).join('\n')
  return `apt-get could not install ${missing.join(', ')}:\n${tail}\nRun as root: ${command}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problem = setUpDebian()
  if (problem) process.stderr.write(`error: ${problem}\n`)
  process.exitCode = problem ? 1 : 0
}
