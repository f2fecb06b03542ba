/**
 * A drill that is interrupted stops everything that it started, whenever that happens; one that is killed leaves
 * nothing behind either.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../src/drill/stage.ts'
import { collect, PROGRAM } from './program.ts'

let folder: string
let port: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-interrupted-'))
  port = await freePort()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Command lines of the processes that know the drill's folder: by an argument, their environment or their place. */
async function processesOf(place: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    if ([await read('cmdline'), await read('environ'), cwd].some((text) => text.includes(place))) {
      found.push((await read('cmdline')).replaceAll('\0', ' '))
    }
  }
  return found
}

async function untilNone(place: string): Promise<string[]> {
  for (let i = 0; ; i++) {
    const left = await processesOf(place)
    if (!left.length || i >= 100) return left
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function isListening(onPort: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(onPort, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

/** In a process group of its own, as a terminal would start it. */
function startDrill(): ChildProcess {
  return spawn(process.execPath, [PROGRAM, 'drill', '--rate', '20', '--out', folder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
}

/** Resolves when the drill has said something that matches. */
function heard(drill: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    drill.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      if (pattern.test(said)) resolve()
    })
    drill.on('close', () => reject(new Error(`the drill ended early: ${said}`)))
  })
}

/** Ctrl-C in a terminal reaches every process of the group; a supervisor's signal reaches the drill alone. */
function signalGroup(drill: ChildProcess): void {
  process.kill(-(drill.pid as number), 'SIGINT')
}
const signalDrill = (drill: ChildProcess): boolean => drill.kill('SIGTERM')

test.each([
  ['while the stage is built, by Ctrl-C', signalGroup, /Starting PostgreSQL/],
  ['while the stage is built, by SIGTERM', signalDrill, /Starting PostgreSQL/],
  ['during the load, by SIGTERM', signalDrill, /The shop serves/],
  ['during the rotation, by Ctrl-C', signalGroup, /rotation of .* started/],
] as const)(
  '%s',
  async (_moment, interrupt, pattern) => {
    const drill = startDrill()
    const ended = collect(drill)
    await heard(drill, pattern)
    interrupt(drill)
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('[DRILL_INTERRUPTED]') })
    // Nothing is waited for: when the drill has ended, everything has.
    expect(await processesOf(folder)).toEqual([])
    expect(await isListening(port)).toBe(false)
  },
  90_000,
)

test('killed, it leaves no process behind', async () => {
  const drill = startDrill()
  const ended = collect(drill)
  await heard(drill, /The shop serves/)
  expect((await processesOf(folder)).length).toBeGreaterThan(6)
  expect(await isListening(port)).toBe(true)
  drill.kill('SIGKILL')
  expect((await ended).code).toBe('SIGKILL')
  expect(await untilNone(folder)).toEqual([])
  expect(await isListening(port)).toBe(false)
}, 90_000)
