/**
 * Runs one child process in our place: same input, same output (masked where asked), same signals, same
 * exit code. Prints nothing of its environment, not even when it cannot be started.
 */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { constants } from 'node:os'
import { pipeline } from 'node:stream/promises'
import type { Readable, Writable } from 'node:stream'
import { defineErrors } from '../base/errors.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { Io } from './command.ts'
import { createMaskStream } from './mask-stream.ts'

export const runChildError = defineErrors({
  COMMAND_NOT_FOUND: { status: 404, exit: 127, hint: 'Check the spelling and PATH; a shell line needs: sh -c "…".' },
  COMMAND_NOT_EXECUTABLE: { status: 400, exit: 126, hint: 'Check its permissions: chmod +x FILE.' },
  COMMAND_NOT_STARTED: { status: 500, exit: 126, hint: 'Values may be too large for an environment: use --only.' },
})

export interface ChildOptions {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly io: Io
  /** Values to mask in outputs that are not a terminal. */
  readonly masked: readonly Sensitive[]
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const
/** The terminal sends these to the whole foreground group: forwarding would deliver them twice. */
const FROM_TERMINAL = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT', 'SIGWINCH'])

export interface Child {
  /** The exit code, or 128 + n when signal n ended it. Rejects when it cannot be started. */
  readonly done: Promise<number>
  kill(signal: NodeJS.Signals): void
}

/** Starts at once; signals to us reach it until it ends. */
export function startChild({ file, args, env, io, masked }: ChildOptions): Child {
  const outputs = [io.stdout, io.stderr].map((stream) => ({
    stream,
    mask: masked.length > 0 && stream.isTTY !== true,
    fd: fdOf(stream),
  }))
  const stdio: StdioOptions = [
    fdOf(io.stdin) ?? 'pipe',
    ...outputs.map(({ mask, fd }) => (mask ? 'pipe' : (fd ?? 'pipe'))),
  ]
  let child: ChildProcess
  try {
    child = spawn(file, args, { env, cwd: io.cwd, stdio, shell: false })
  } catch (error) {
    throw startError(error, file)
  }
  const stopForwarding = forwardSignals(child, io.stdin.isTTY === true)
  if (child.stdin) pipeline(io.stdin, child.stdin).catch(() => undefined)
  const copies = [child.stdout, child.stderr].flatMap((source, index) => {
    const output = outputs[index]
    return source && output ? [copy(source, output.stream, output.mask ? masked : [])] : []
  })
  const finish = async (): Promise<number> => {
    try {
      const code = await exitOf(child)
      await Promise.all(copies)
      return code
    } catch (error) {
      throw startError(error, file)
    } finally {
      stopForwarding()
    }
  }
  return { done: finish(), kill: (signal) => void child.kill(signal) }
}

function fdOf(stream: unknown): number | undefined {
  const { fd } = stream as { fd?: unknown }
  return typeof fd === 'number' ? fd : undefined
}

function forwardSignals(child: ChildProcess, terminal: boolean): () => void {
  const stops = FORWARDED.map((signal) => {
    const forward = (): void => {
      if (!(terminal && FROM_TERMINAL.has(signal))) child.kill(signal)
    }
    process.on(signal, forward)
    return () => process.off(signal, forward)
  })
  return () => {
    for (const stop of stops) stop()
  }
}

/** Copies until the child closes its end. A reader that went away (`| head`) closes the child's end too. */
async function copy(source: Readable, target: NodeJS.WritableStream, masked: readonly Sensitive[]): Promise<void> {
  const stream = masked.length > 0 ? source.pipe(createMaskStream(masked)) : source
  try {
    await pipeline(stream, target as Writable, { end: false })
  } catch {
    source.destroy()
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

/** The system's own error carries the arguments and, in some versions, more: only its code is kept. */
function startError(error: unknown, file: string): Error {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return runChildError('COMMAND_NOT_FOUND', `command not found: ${file}`)
  if (code === 'EACCES' || code === 'EISDIR') return runChildError('COMMAND_NOT_EXECUTABLE', `cannot execute: ${file}`)
  return runChildError('COMMAND_NOT_STARTED', `cannot start ${file} (${code ?? 'unknown reason'})`)
}
