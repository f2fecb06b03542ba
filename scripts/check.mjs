/**
 * Every check of the repository, one stage after the other, each timed. All stages run even when one
 * fails; the output of a stage goes to a file and only its tail is shown, when it failed.
 *   npm run check      without installing, without the tests
 *   .ci/run            (--ci) installs first, runs the tests last, then looks for processes left behind
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, lstatSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { findLeftovers, MARKER } from './leftovers.mjs'

const root = join(import.meta.dirname, '..')
const isCi = process.argv.includes('--ci')
const bin = (name) => join(root, 'node_modules/.bin', name)
const node = (script, ...args) => [process.execPath, join(root, 'scripts', script), ...args]
const linted = ['src', 'sdk/src', 'web/src', 'test', 'scripts']

// The types of root come from sdk/dist, so the build is before the type check.
const STAGES = [
  ...(isCi ? [{ name: 'install', command: ['npm', 'ci', '--include=dev', '--no-audit', '--no-fund'] }] : []),
  { name: 'build', command: ['sh', join(root, 'rekey')], env: { REKEY_ONLY_BUILD: '1' } },
  { name: 'format', command: [bin('oxfmt'), '--check'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings', ...linted] },
  { name: 'types of src', command: [bin('tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of sdk', command: [bin('tsc'), '--noEmit', '-p', 'sdk/tsconfig.json'] },
  { name: 'types of web', command: [bin('tsc'), '--noEmit', '-p', 'web/tsconfig.json'] },
  { name: 'generated files', command: [bin('tsx'), 'scripts/generate.ts', '--check'] },
  { name: 'unused code', command: [bin('knip'), '--no-progress'] },
  ...(isCi ? [{ name: 'tests', command: node('test.mjs'), tail: 60 }] : []),
]

const logs = mkdtempSync(join(tmpdir(), 'rekey-check-'))
// Temporary files of every child live in one place, which also tells whose process it is. The database
// server runs as another user and must be able to pass through; the path is short for its socket.
const scratch = mkdtempSync(join(tmpdir(), 'rkci-'))
chmodSync(scratch, 0o755)
const marker = randomUUID()
const sessions = new Set()
let active

/** Resolves with the exit code. Each stage is a session of its own, so that all of it can be ended. */
function runStage({ name, command, env }) {
  const file = join(logs, `${name.replaceAll(' ', '-')}.log`)
  const output = openSync(file, 'w')
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env, NO_COLOR: '1', TMPDIR: scratch, [MARKER]: marker },
    })
    active = child
    if (child.pid) sessions.add(child.pid)
    child.on('error', (error) => resolve({ code: 1, file, problem: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, file }))
  }).finally(() => closeSync(output))
}

const tailOf = (text, lines) => text.trimEnd().split('\n').slice(-lines).join('\n')

/** Waits a moment for processes that are about to end, then names and kills what is left. */
async function sweep() {
  if (process.platform !== 'linux') return []
  const look = () => findLeftovers({ marker, folder: scratch, sessions })
  for (const deadline = Date.now() + 3_000; Date.now() < deadline && look().length > 0;) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const left = look()
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
  return left
}

function report(name, ok, startedAt, detail = '') {
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}${detail && `  (${detail})`}\n`)
}

for (const [signal, exit] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    if (active?.pid) process.kill(-active.pid, signal)
    void sweep().then(() => process.exit(exit))
  })
}

// Installing empties the folder behind a link, and that folder belongs to another checkout.
if (isCi && lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
  process.stdout.write(
    'error: node_modules is a symbolic link; npm ci would empty the folder behind it.\n0 passed, 1 failed\n',
  )
  process.exit(1)
}

let passed = 0
let failed = 0
for (const stage of STAGES) {
  const startedAt = Date.now()
  const { code, file, problem } = await runStage(stage)
  const text = stripVTControlCharacters(readFileSync(file, 'utf8')) + (problem ? `\n${problem}` : '')
  let failures = code === 0 ? 0 : 1
  let detail = ''
  if (stage.name === 'tests') {
    const counts = /(\d+) passed, (\d+) failed\s*$/.exec(text)
    passed += Number(counts?.[1] ?? 0)
    failures = Math.max(failures, Number(counts?.[2] ?? 1))
    detail = counts?.[0].trim() ?? 'no result'
  }
  failed += failures
  report(stage.name, failures === 0, startedAt, detail)
  if (failures > 0)
    process.stdout.write(`${tailOf(text, stage.tail ?? 20).replaceAll(/^/gm, '    ')}\n    whole output: ${file}\n`)
}

const startedAt = Date.now()
const left = await sweep()
report('no process left behind', left.length === 0, startedAt)
for (const { pid, command } of left) process.stdout.write(`    ${pid} ${command}\n`)
if (left.length > 0) failed += 1

rmSync(scratch, { recursive: true, force: true })
if (failed === 0) rmSync(logs, { recursive: true, force: true })
if (isCi) process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
