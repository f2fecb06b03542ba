/**
 * `npm run oracles` runs the providers' own clients against a server of ours and writes down what each asks and whether it
 * takes our answers: test/contract/oracles/recordings.json, which the tests compare with what our provider files ask.
 * The clients are installed in a folder of their own, so no checkout pays for them; nothing that they send leaves the
 * machine.
 *
 *   npm run oracles                    all of calls.mjs
 *   npm run oracles -- openai twilio   those whose kind of key has one of these words
 *   npm run oracles -- --latest        with the newest clients in place of those recorded
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KEY_ANSWERS } from '../../test/contract/answers/all.ts'
import type { KeyAnswers } from '../../test/contract/answers/key-answers.ts'
import { keysOf } from '../../test/contract/answers/keys-of.ts'
import { ourRequest, placeholdersOf, shownPart } from '../../test/contract/oracles/our-request.ts'
import { answersMark, readRecordings, RECORDINGS_FILE, type Recording } from '../../test/contract/oracles/recording.ts'
import { differingParts, formOf, type Part, type RequestForm } from '../../test/contract/oracles/request-form.ts'
import { openDoor, type OpenDoor } from './open-door.ts'
// @ts-expect-error: the calls are plain JavaScript: what they call is not installed here, and has no types
import { CALLS } from './calls.mjs'

interface Row {
  readonly kinds: readonly string[]
  readonly sdk: string
  readonly also?: readonly string[]
  /** For clients of PyPI (`pypi:hvac`): the call, in Python. */
  readonly code?: string
  readonly by?: 'community'
  /** What the client must hand back of our answer. */
  readonly handsBack: string
  /** Why our request differs, by part. */
  readonly but?: Partial<Record<Part, string>>
  /** What of the inspection the client's types do not have, and why that is no fault. */
  readonly lacks?: readonly string[]
}

const rows = CALLS as readonly Row[]
const folder = process.env['ORACLES_DIR'] ?? join(tmpdir(), 'rekey-oracles')
const isLatest = process.argv.includes('--latest')
/** Versions of the last time: a run repeats it, unless the newest are asked for. */
const recorded = new Map(
  Object.values(readRecordings()).map(({ client }): [string, string] => [
    client.slice(0, client.lastIndexOf('@')),
    client.slice(client.lastIndexOf('@') + 1),
  ]),
)
const MAX_CALL_MS = 30_000

function install(wanted: readonly Row[]): void {
  const names = [...new Set(wanted.flatMap(({ sdk, also = [] }) => [sdk, ...also]))].filter(
    (name) => metaOf(name) === undefined,
  )
  const specs = names.map((name) => `${name}@${isLatest ? 'latest' : (recorded.get(name) ?? 'latest')}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'load.mjs'), 'export const load = (name) => import(name)\n')
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const ofNpm = specs.filter((name) => !name.startsWith(PYPI))
  const ofPypi = specs.filter((name) => name.startsWith(PYPI)).map((name) => name.slice(PYPI.length))
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps']
  if (ofNpm.length > 0) step('npm', ['install', ...flags, ...ofNpm])
  if (ofPypi.length === 0) return
  step('python3', ['-m', 'venv', 'python'])
  step('python/bin/pip', [
    'install',
    '-q',
    '--no-input',
    ...ofPypi.map((name) => name.replace('@latest', '').replace('@', '==')),
  ])
}

function step(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error(`the clients could not be installed: ${command} ended with ${status}`)
}

/** Version and licence of a client that is installed. */
function metaOf(name: string): { readonly version: string; readonly license?: string } | undefined {
  if (!name.startsWith(PYPI)) {
    const file = join(folder, 'node_modules', name, 'package.json')
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }) : undefined
  }
  const asked = spawnSync(join(folder, 'python/bin/python'), ['-c', PYTHON_META, name.slice(PYPI.length)])
  return asked.status === 0 ? (JSON.parse(asked.stdout.toString()) as { version: string }) : undefined
}

const PYPI = 'pypi:'
/** A licence stands in one of three places. */
const PYTHON_META = [
  'import importlib.metadata as m, json, sys',
  'd = m.metadata(sys.argv[1])',
  "said = [c.split(' :: ')[-1] for c in d.get_all('Classifier') or [] if c.startswith('License')]",
  "print(json.dumps({'version': d['Version'], 'license': d['License-Expression'] or ', '.join(said) or (d['License'] or '')[:60] or None}))",
].join('\n')

type Said = { readonly back: string } | { readonly refused: string }

/** Without what is another one each time: ids of requests, ports, dates. */
function stable(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, '{random}')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, '{date}')
}

/** One call in a process of its own: clients keep state, and some end badly. */
async function run(row: Row, kind: string, keys: object, port: number): Promise<Said> {
  const [program, ...args] =
    row.code === undefined
      ? [process.execPath, join(import.meta.dirname, 'run-call.mjs'), folder, row.sdk, kind]
      : [join(folder, 'python/bin/python'), join(import.meta.dirname, 'run_call.py')]
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      NODE_NO_WARNINGS: '1',
      ...(row.code !== undefined && { CODE: row.code }),
      DOOR_PORT: String(port),
      KEYS: JSON.stringify(keys),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const limit = setTimeout(() => child.kill('SIGKILL'), MAX_CALL_MS)
  await new Promise((ended) => child.once('close', ended))
  clearTimeout(limit)
  try {
    return JSON.parse(text.trim().split('\n').at(-1) ?? '') as Said
  } catch {
    throw new Error(`the client of ${kind} ended without an answer: ${errors.slice(0, 500)}`)
  }
}

/** Throws with what is wrong, in words. */
async function record(row: Row, answers: KeyAnswers, door: OpenDoor): Promise<Recording> {
  const kind = `${answers.provider} ${answers.kind}`
  const keys = keysOf(answers)
  const beside = keys.companions.map(({ text }) => text)
  const call = async (key: string): Promise<{ said: Said; asks: readonly RequestForm[] }> => {
    door.play(answers, shownPart(keys.live))
    const said = await run(row, kind, { key, beside }, door.port)
    const forms = door.take().map((sent) => formOf(sent, placeholdersOf(keys)))
    return {
      said,
      asks: forms.filter(({ shows, query, path, body }) =>
        JSON.stringify([shows, query, path, body]).includes('{key}'),
      ),
    }
  }
  const { form } = await ourRequest(answers)
  const { said, asks } = await call(keys.live)
  const nearest = asks.toSorted((a, b) => differingParts(form, a).length - differingParts(form, b).length)[0]
  if (!('back' in said)) throw new Error(`the client refuses our answer: ${said.refused.slice(0, 1_500)}`)
  if (!nearest) throw new Error('the client showed the key to nobody')
  const { account, principal, scopes = [] } = answers.inspection ?? {}
  const lacks = [account, principal, ...scopes].filter((text) => text !== undefined && !said.back.includes(text))
  if (!said.back.includes(row.handsBack))
    throw new Error(`${row.handsBack} is not in what it hands back: ${said.back.slice(0, 1_500)}`)
  const { said: dead } = await call(keys.unknown)
  const refusal = 'refused' in dead ? dead.refused : dead.back
  if (!('refused' in dead) && refusal.includes(row.handsBack))
    throw new Error(`the client does not see a refusal: ${refusal.slice(0, 500)}`)
  const differing = differingParts(form, nearest)
  const excused = Object.keys(row.but ?? {})
  if (differing.toSorted().join() !== excused.toSorted().join()) {
    throw new Error(
      `differs in ${differing.join(', ') || 'nothing'}\n  ours   ${JSON.stringify(form)}\n  theirs ${JSON.stringify(nearest)}`,
    )
  }
  if (lacks.join() !== (row.lacks ?? []).join())
    throw new Error(`what it hands back lacks ${lacks.join(', ')}: ${said.back.slice(0, 1_500)}`)
  const { version = '', license } = metaOf(row.sdk) ?? {}
  const named = Object.fromEntries(Object.entries(nearest.headers).filter(([name]) => name in form.headers))
  return {
    client: `${row.sdk}@${version}`,
    licence: license ?? 'not said in the package',
    ...(row.by && { by: row.by }),
    asks: { ...nearest, headers: named },
    answers: answersMark(answers),
    refusal: (refusal.split('\n')[0] ?? '').replaceAll(keys.unknown, '{key}').slice(0, 120),
    ...(lacks.length > 0 && { lacks: lacks as string[] }),
    ...(row.but && { but: row.but }),
  }
}

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isWanted = (kind: string): boolean => words.length === 0 || words.some((word) => kind.includes(word))
install(rows.filter(({ kinds }) => kinds.some(isWanted)))
const door = await openDoor()
const recordings: Record<string, Recording> = words.length === 0 ? {} : { ...readRecordings() }
for (const row of rows) {
  for (const kind of row.kinds.filter(isWanted)) {
    const answers = KEY_ANSWERS.find((one) => `${one.provider} ${one.kind}` === kind)
    try {
      if (!answers) throw new Error('no answers are known of this kind')
      recordings[kind] = JSON.parse(stable(JSON.stringify(await record(row, answers, door)))) as Recording
      process.stdout.write(`${kind}: ${recordings[kind].client}\n`)
    } catch (error) {
      process.exitCode = 1
      process.stdout.write(`${kind}: ${row.sdk}: ${(error as Error).message}\n`)
    }
  }
}
door.close()
const sorted = Object.fromEntries(Object.entries(recordings).toSorted(([a], [b]) => (a < b ? -1 : 1)))
const root = join(import.meta.dirname, '../..')
writeFileSync(join(root, RECORDINGS_FILE), `${JSON.stringify(sorted)}\n`)
spawnSync('npx', ['oxfmt', RECORDINGS_FILE], { cwd: root })
