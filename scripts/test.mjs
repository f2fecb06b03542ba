/**
 * `npm test`: makes the machine ready, builds, runs every suite and prints `N passed, N failed` last.
 * Arguments go to vitest (`npm test -- src/rotate`). It never turns a suite that cannot run into a
 * silent success: an unhandled error, a file that does not load and a run without tests are failures.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUpDebian } from './setup-debian.mjs'
import { setUpPython } from './setup-python.mjs'

const root = join(import.meta.dirname, '..')
const SIGNAL_EXIT = { SIGINT: 130, SIGTERM: 143 }

function end(passed, failed, exit = failed > 0 ? 1 : 0) {
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exit(exit)
}

/** A file that did not load has no test to fail: it counts as one failure itself. */
function count(report, skippedFails) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped > 0)
    process.stdout.write(`${skipped} skipped${skippedFails ? ': a skipped test is a failed one here' : ''}\n`)
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded + (skippedFails ? skipped : 0) }
}

/** Runs vitest in this process group, so that Ctrl-C reaches the servers that tests started. */
function runVitest(reportFile) {
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(root, 'scripts/last-words.mjs')}`,
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ]
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    for (const signal of Object.keys(SIGNAL_EXIT)) process.on(signal, () => child.kill(signal))
    child.on('error', (error) => resolve({ code: 1, problem: error.message }))
    child.on('close', (code, signal) => resolve({ code: code ?? SIGNAL_EXIT[signal] ?? 1 }))
  })
}

/** Undefined when the machine is ready, else what failed. */
function setUp() {
  const problem = setUpDebian()
  if (problem) return problem
  try {
    setUpPython()
  } catch (error) {
    return error.message
  }
}

const problem = setUp()
if (problem) {
  process.stderr.write(`error: ${problem}\n`)
  end(0, 1)
}
// The launcher owns the rule of what is installed and built; its lock keeps two runs apart.
const build = spawnSync(join(root, 'rekey'), {
  env: { ...process.env, REKEY_ONLY_BUILD: '1' },
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (build.status !== 0) end(0, 1)

const folder = mkdtempSync(join(tmpdir(), 'rekey-test-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const reportFile = join(folder, 'report.json')
const { code, problem: startProblem } = await runVitest(reportFile)
if (startProblem) process.stderr.write(`error: ${startProblem}\n`)
if (!existsSync(reportFile)) end(0, 1, Math.max(code, 1))

const { passed, failed } = count(JSON.parse(readFileSync(reportFile, 'utf8')), Boolean(process.env.CI))
if (failed === 0 && (code !== 0 || passed === 0)) {
  process.stderr.write('error: vitest ended with an error outside of any test, or ran no test.\n')
  end(passed, 1, Math.max(code, 1))
}
end(passed, failed)
