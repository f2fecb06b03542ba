/**
 * Runs the built program as a user would. Every secret value in these tests holds the word `canary`, and whatever a
 * program prints is kept: `close` fails when the word is in it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'vitest'

export const PROGRAM = join(import.meta.dirname, '../../dist/main.js')

export interface Ended {
  readonly code: number | NodeJS.Signals
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Buffer
  /** It prints a value because it was asked to: its standard output is left out of the canary check. */
  readonly reveals?: boolean
}

export interface House {
  readonly home: string
  /** Runs a command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>
  /** Runs a command that must fail: exit code 2, nothing on standard output, a hint. Returns its standard error. */
  refuse(args: readonly string[], options?: RunOptions): Promise<string>
  /** Stores a value. */
  set(name: string, value: string | Buffer): Promise<Ended>
  /** The stored value. */
  get(name: string): Promise<string>
  /** A request as this user, without the cost of a process. */
  ask(up: Up, method: string, path: string, body?: unknown): Promise<Response>
  /** Starts `rekey up` and waits until it is ready. */
  up(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Up>
  /** Ends what is still running, looks for canaries, and removes the folder. */
  close(): Promise<void>
}

export interface Up {
  readonly url: string
  readonly child: ChildProcess
  stderr(): string
  /** Resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

export async function openHouse(): Promise<House> {
  const home = await mkdtemp(join(tmpdir(), 'rekey-faults-'))
  const running: Up[] = []
  const printed: string[] = []
  const environment = (env: RunOptions['env'] = {}): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    REKEY_HOME: home,
    ...env,
  })
  const house: House = {
    home,

    async run(args, { env, input, reveals = false } = {}) {
      const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: home, env: environment(env) })
      child.stdin.on('error', () => {})
      child.stdin.end(input ?? '')
      const ended = await collect(child)
      printed.push(ended.stderr, reveals ? '' : ended.stdout)
      return ended
    },

    async refuse(args, options) {
      const ended = await house.run(args, options)
      expect(ended).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr).toMatch(/^error: .+ \[[A-Z_]+\]\nhint: .+\n$/)
      return ended.stderr
    },

    set: (name, value) => house.run(['secret', 'set', name], { input: value }),

    async get(name) {
      const { code, stdout, stderr } = await house.run(['secret', 'get', name], { reveals: true })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      return stdout.replace(/\n$/, '')
    },

    async ask(up, method, path, body) {
      const { token } = JSON.parse(await readFile(join(home, 'local.json'), 'utf8')) as { token: string }
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      return fetch(up.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    },

    async up(args = [], env = {}) {
      const child = spawn(process.execPath, [PROGRAM, 'up', '--json', ...withPort(args)], {
        cwd: home,
        env: environment(env),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const up = await ready(child)
      running.push(up)
      return up
    },

    async close() {
      for (const up of running) await up.stop()
      await rm(home, { recursive: true, force: true })
      const everything = [...printed, ...running.map((up) => up.stderr())]
      expect(everything.filter((text) => text.includes('canary'))).toEqual([])
    },
  }
  return house
}

function withPort(args: readonly string[]): readonly string[] {
  return args.includes('--port') ? args : ['--port', '0', ...args]
}

export function collect(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (part: Buffer) => (stdout += part.toString()))
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()))
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code: signal ?? code ?? 0, stdout, stderr }))
  })
}

async function ready(child: ChildProcess): Promise<Up> {
  let stderr = ''
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()))
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code ?? 0))
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve)
    void ended.then((how) => reject(new Error(`rekey up ended with ${how}: ${stderr}`)))
  })
  return {
    url: (JSON.parse(line) as { url: string }).url,
    child,
    stderr: () => stderr,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}
