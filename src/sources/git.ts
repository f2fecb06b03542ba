/**
 * The only way to call git. A scanned repository is hostile input: nothing that its configuration or
 * attributes name is executed, nothing is fetched, and no user text becomes an option or a revision.
 * `runOwnGit` alone is otherwise: it serves people in a repository of their own.
 */
import { execFile, spawn, spawnSync } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { sourceError } from './source-error.ts'
import type { Repository } from './repository.ts'

/** Options of every call. They stand in the command's own scope, which beats the repository's configuration. */
const HARDENING = [
  // Programs that a repository's configuration can name.
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'diff.external=',
  'log.showSignature=false',
  'protocol.allow=never',
  'protocol.ext.allow=never',
  // Files outside of the repository that would change the answer.
  'core.attributesFile=/dev/null',
  'core.excludesFile=/dev/null',
  // A commit-graph file can lie about the parents of a commit.
  'core.commitGraph=false',
  'log.showRoot=true',
  'log.mailmap=false',
  // git refuses repositories of other users because their configuration may run programs. That is what the
  // lines above switch off, and reading a stranger's repository is a scanner's work: a server scans bare
  // repositories that belong to the user of the git daemon.
  'safe.directory=*',
].flatMap((setting) => ['-c', setting])

/**
 * A fresh environment: a caller's GIT_DIR, GIT_SSH or GIT_CONFIG_* must not reach the child. What a hook is told of
 * its repository comes through `repository`, one named variable each.
 */
function environment(repository: Repository): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    // Replace refs and grafts show other objects than the ones that are stored.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    // A partial clone would fetch what it lacks. No protocol is allowed, whatever the configuration says.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    ...(repository.workTree === undefined ? {} : { GIT_WORK_TREE: repository.workTree }),
    ...(repository.index === undefined ? {} : { GIT_INDEX_FILE: repository.index }),
    ...(repository.quarantine === undefined
      ? {}
      : {
          GIT_QUARANTINE_PATH: repository.quarantine.objects,
          GIT_OBJECT_DIRECTORY: repository.quarantine.objects,
          GIT_ALTERNATE_OBJECT_DIRECTORIES: repository.quarantine.alternates,
        }),
  }
}

export interface GitProcess {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Resolves when git ended with 0. Rejects with GIT_FAILED, GIT_MISSING, or the reason of an abort. */
  readonly done: Promise<void>
  /** Ends git at once; `done` then resolves. For readers that have seen enough. */
  stop(): void
}

export function spawnGit(repository: Repository, args: readonly string[], signal?: AbortSignal): GitProcess {
  signal?.throwIfAborted()
  const child = spawn('git', commandOf(repository, args), {
    cwd: repository.workTree ?? repository.gitDir,
    env: environment(repository),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let stopped = false
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (stderr.length < 4_096) stderr += text
  })
  // EPIPE when git ends before it has read all: its exit code tells the story.
  child.stdin.on('error', () => undefined)
  const kill = (): void => void child.kill('SIGKILL')
  signal?.addEventListener('abort', kill, { once: true })

  const done = new Promise<void>((resolve, reject) => {
    child.on('error', (cause: NodeJS.ErrnoException) => {
      child.stdout.destroy()
      const missing = cause.code === 'ENOENT'
      reject(
        sourceError(missing ? 'GIT_MISSING' : 'GIT_FAILED', `git could not be started: ${cause.message}`, { cause }),
      )
    })
    child.on('close', (code) => {
      signal?.removeEventListener('abort', kill)
      if (stopped || code === 0) resolve()
      else if (signal?.aborted) reject(signal.reason)
      else reject(sourceError('GIT_FAILED', `git ${args[0]} failed: ${firstLine(stderr) || `exit code ${code}`}`))
    })
  })
  // The caller awaits `done` after it has read all; a failure before that is not an unhandled one.
  done.catch(() => undefined)
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    done,
    stop: () => {
      stopped = true
      kill()
    },
  }
}

/** The whole output of a call whose answer is known to be short. */
export async function readGit(
  repository: Repository,
  args: readonly string[],
  options: { signal?: AbortSignal; input?: string; maxBytes?: number } = {},
): Promise<Buffer> {
  const maxBytes = options.maxBytes ?? 256 * 1024 * 1024
  const git = spawnGit(repository, args, options.signal)
  git.stdin.end(options.input ?? '')
  const parts: Buffer[] = []
  let length = 0
  for await (const part of git.stdout as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length > maxBytes) {
      git.stop()
      throw sourceError('GIT_FAILED', `git ${args[0]} answered more than ${maxBytes} bytes`)
    }
  }
  await git.done
  return Buffer.concat(parts)
}

/** The same without a turn of the event loop, for a caller that has nothing else to do. Undefined when git fails. */
export function readGitAtOnce(
  repository: Repository,
  args: readonly string[],
  options: { input?: string; maxBytes: number },
): Buffer | undefined {
  const { status, stdout } = spawnSync('git', commandOf(repository, args), {
    cwd: repository.workTree ?? repository.gitDir,
    env: environment(repository),
    input: options.input ?? '',
    maxBuffer: options.maxBytes,
  })
  return status === 0 ? stdout : undefined
}

function commandOf(repository: Repository, args: readonly string[]): string[] {
  return [`--git-dir=${repository.gitDir}`, '--no-pager', ...HARDENING, ...args]
}

export interface OwnGitAnswer {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Git as its user runs it, hooks and configuration included: for commands that are about just these, never for a
 * scan. A failure is an answer here. Throws GIT_MISSING when there is no git, GIT_FAILED when it takes too long.
 */
export function runOwnGit(
  cwd: string,
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string | undefined>>
    readonly signal?: AbortSignal
    readonly timeoutMs?: number
  },
): Promise<OwnGitAnswer> {
  // Inside of a hook these would lead every call back to the hook's own repository.
  const env = Object.fromEntries(Object.entries(options.env).filter(([name]) => !LOCATIONS.test(name)))
  const { signal, timeoutMs = 60_000 } = options
  return new Promise((done, fail) => {
    const settings = { cwd, env, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024, ...(signal ? { signal } : {}) }
    const child = execFile('git', [...args], settings, (error, stdout, stderr) => {
      const exit = error === null ? 0 : error.code
      if (typeof exit === 'number') done({ exit, stdout, stderr })
      else if (signal?.aborted) fail(signal.reason as Error)
      else if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        fail(sourceError('GIT_MISSING', `git could not be started: ${(error as Error).message}`, { cause: error }))
      else fail(sourceError('GIT_FAILED', `git ${args[0]} did not end by itself`, { cause: error }))
    })
    child.stdin?.end()
  })
}

const LOCATIONS =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH)$/

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** `text` if it is a full object id, so that it can stand where git would take an option. Throws OBJECT_ID_INVALID. */
export function objectId(text: string): string {
  if (!OBJECT_ID.test(text)) throw sourceError('OBJECT_ID_INVALID', `${JSON.stringify(text)} is not a full object id`)
  return text
}

/** git's "no commit": a ref that did not exist before a push, or does not after it. */
export function isZeroId(id: string): boolean {
  return /^0+$/.test(id)
}

/** The first that tells a mistake: advice may stand before it. */
function firstLine(text: string): string {
  const lines = text.trim().split('\n')
  return lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[0] ?? ''
}
