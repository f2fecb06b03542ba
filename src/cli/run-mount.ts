/**
 * `rekey run --mount FILE`: a named pipe that gives the values to whoever reads it, so often and no more. Nothing is
 * on the disk: a pipe has a name there and its content in the memory of the kernel. Never replaces what is there.
 */
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { lstat, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { defineErrors } from '../base/errors.ts'
import { formatDotenv } from '../secrets/exchange/dotenv.ts'
import type { Injected } from './run-values.ts'

export const mountError = defineErrors({
  MOUNT_EXISTS: { status: 409, exit: 2, hint: 'Choose a path where nothing is; the pipe is removed at the end.' },
  MOUNT_IMPOSSIBLE: { status: 400, exit: 2, hint: 'The folder must exist, be yours, and its disk must know pipes.' },
  MOUNT_FORMAT: { status: 400, exit: 2, hint: 'Write --mount-format env, json or yaml.' },
})

export interface Mount {
  /** What the next reader gets. */
  update(secrets: readonly Injected[]): void
  close(): Promise<void>
}

export interface MountOptions {
  readonly path: string
  readonly format: string
  /** Undefined: as often as somebody asks. */
  readonly maxReads: number | undefined
}

export async function openMount(options: MountOptions, secrets: readonly Injected[]): Promise<Mount> {
  const { path, format, maxReads = Infinity } = options
  const render = await findRenderer(format)
  if (await lstat(path).catch(() => undefined)) throw mountError('MOUNT_EXISTS', `there is something at ${path}`)
  await makePipe(path)
  let content = render(secrets)
  const life = { isOver: false }

  const serve = async (): Promise<void> => {
    for (let reads = 0; reads < maxReads && !life.isOver; reads += 1) {
      // Waits, in a thread of its own, until a reader opens the other end.
      const pipe = await open(path, constants.O_WRONLY)
      if (life.isOver) return pipe.close()
      // The next reader gets a pipe of its own: on this one it would share or repeat what this reader gets.
      if (reads + 1 < maxReads) await replacePipe(path)
      else await rm(path, { force: true })
      await give(pipe, content)
    }
  }
  // A folder that vanished below us ends the serving, not the command.
  const serving = serve().catch(() => undefined)

  return {
    update(next) {
      content = render(next)
    },
    async close() {
      life.isOver = true
      // A reader that does not wait: it lets the open() above return.
      const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined)
      if (reader) await serving
      await reader?.close()
      if ((await lstat(path).catch(() => undefined))?.isFIFO()) await rm(path, { force: true })
    },
  }
}

/** A reader that goes away in the middle has what it wanted. */
async function give(pipe: FileHandle, content: string): Promise<void> {
  try {
    await pipe.writeFile(content)
  } catch {
    // EPIPE
  } finally {
    await pipe.close()
  }
}

async function makePipe(path: string): Promise<void> {
  await promisify(execFile)('mkfifo', ['-m', '600', '--', path]).catch((error: { code?: unknown }) => {
    const why = error.code === 'ENOENT' ? 'there is no mkfifo here' : 'mkfifo refuses'
    throw mountError('MOUNT_IMPOSSIBLE', `no pipe can be made at ${path}: ${why}`)
  })
}

async function replacePipe(path: string): Promise<void> {
  const next = `${path}.${process.pid}.next`
  await rm(next, { force: true })
  await makePipe(next)
  await rename(next, path)
}

async function findRenderer(format: string): Promise<(secrets: readonly Injected[]) => string> {
  const plain = (secrets: readonly Injected[]): Map<string, string> =>
    new Map(secrets.map(({ key, value }) => [key, value.reveal()]))
  if (format === 'env') return (secrets) => formatDotenv(plain(secrets))
  if (format === 'json') return (secrets) => `${JSON.stringify(Object.fromEntries(plain(secrets)))}\n`
  if (format !== 'yaml') throw mountError('MOUNT_FORMAT', `"${format}" is no format of a mount`)
  const { stringify } = await import('yaml')
  return (secrets) => stringify(Object.fromEntries(plain(secrets)))
}
