/**
 * What the doors of GitHub Actions and GitLab CI share: searches the commits that a change brings, or the whole
 * history where there is no base to compare with, and ends with the exit code of the scan. Values of the CI are
 * arguments of programs, never part of a shell line.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const rekey = join(import.meta.dirname, '../../rekey')
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

export function fail(message, hint) {
  process.stderr.write(`error: ${message}\nhint: ${hint}\n`)
  process.exit(2)
}

function git(...args) {
  return spawnSync('git', ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

const has = (commit) => git('cat-file', '-e', `${commit}^{commit}`).status === 0

/** A shallow checkout lacks the base: fetched alone, so that the rest of the history need not be. */
function fetchMissing(commit) {
  if (!has(commit)) git('fetch', '--quiet', '--no-tags', '--no-recurse-submodules', 'origin', commit)
  return has(commit)
}

/** `base` undefined, or zeros as CI writes "no commit": the whole history. */
function scope(base, head) {
  if (base === undefined || /^0+$/.test(base)) return []
  for (const commit of [base, head])
    if (!COMMIT.test(commit)) fail(`"${commit}" is no commit id`, 'Report this: the CI named it.')
  if (!fetchMissing(base)) {
    fail(
      `the base commit ${base} is not in this checkout`,
      'Check out with the whole history: fetch-depth 0, or GIT_DEPTH: "0".',
    )
  }
  return ['--range', `${base}..${head}`]
}

/** Runs `rekey scan`; returns its exit code: 0 clean, 1 findings, 2 error, 3 incomplete. */
export function scanChange({ base, head, format, files }) {
  const write = Object.entries(files).map(([name, file]) => `${name}=${file}`)
  const args = [
    'scan',
    '.',
    ...scope(base, head),
    '--format',
    format,
    ...(write.length > 0 ? ['--write', write.join(',')] : []),
  ]
  const { status, error } = spawnSync(rekey, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) fail(`Rekey could not be started: ${error.message}`, 'Check that the checkout of Rekey is complete.')
  return status ?? 2
}
