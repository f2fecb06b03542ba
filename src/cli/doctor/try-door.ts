/**
 * Tries one door: runs its hook in a throw-away repository, first with a harmless commit, which must pass, then with a
 * canary, which must not. Only the difference proves something. The user's repository is not touched.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOwnGit, type OwnGitAnswer } from '../../sources/git.ts'
import type { Io } from '../command.ts'
import type { Door } from '../hook/door-text.ts'
import { quote } from '../hook/hook-script.ts'
import { findLefthook } from '../hook/lefthook.ts'

export type DoorVerdict =
  | { readonly verdict: 'blocks' }
  | { readonly verdict: 'open' }
  /** It refused the harmless commit too, or git could not be brought to try. */
  | { readonly verdict: 'unclear'; readonly why: string }

interface Trial {
  readonly client: string
  readonly git: (cwd: string, ...args: string[]) => Promise<OwnGitAnswer>
}

export interface TriedDoor {
  readonly door: Door
  /** Absolute path of its hook. */
  readonly hook: string
  /** The user's work tree: what its hook is told by files there, the throw-away one has to have as well. */
  readonly top: string | undefined
}

/** `canary` is taken from `makeCanary`. */
export async function tryDoor({ door, hook, top }: TriedDoor, canary: string, io: Io): Promise<DoorVerdict> {
  const scratch = await mkdtemp(join(tmpdir(), 'rekey-doctor-'))
  try {
    const env = trialEnvironment(io.env, scratch)
    const git: Trial['git'] = (cwd, ...args) => runOwnGit(cwd, args, { env, signal: io.signal })
    const trial = await prepare(scratch, door, hook, git)
    for (const path of top === undefined ? [] : findLefthook(top)) {
      await cp(join(top as string, path), join(trial.client, path))
    }
    return await (door === 'pre-commit' ? tryCommit : tryPush)(trial, canary)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** A client with one door, and a bare repository to push to; on a server the door is on that side. */
async function prepare(scratch: string, door: Door, hook: string, git: Trial['git']): Promise<Trial> {
  const [client, server, hooks, none] = ['client', 'server', 'hooks', 'none'].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
    string,
  ]
  for (const folder of [client, server, hooks, none]) await mkdir(folder)
  // One hook alone, at its own path: the others of that folder might tell the world of this push.
  await writeFile(join(hooks, door), `#!/bin/sh\nexec ${quote(hook)} "$@"\n`, { mode: 0o755 })
  const onServer = door === 'pre-receive'
  await git(client, 'init', '--quiet', '--template=')
  await git(server, 'init', '--quiet', '--bare', '--template=')
  await git(client, 'config', 'core.hooksPath', onServer ? none : hooks)
  await git(server, 'config', 'core.hooksPath', onServer ? hooks : none)
  await git(client, 'remote', 'add', 'origin', server)
  return { client, git }
}

async function tryCommit({ client, git }: Trial, canary: string): Promise<DoorVerdict> {
  await stage(client, git, 'harmless')
  const harmless = await git(client, 'commit', '--quiet', '--message', 'harmless')
  if (harmless.exit !== 0) return unclear(harmless)
  await stage(client, git, canary)
  const planted = await git(client, 'commit', '--quiet', '--message', 'canary')
  if (planted.exit === 0) return { verdict: 'open' }
  // Without the hook it must pass: else it was something else that stood in the way.
  const forced = await git(client, 'commit', '--quiet', '--no-verify', '--message', 'canary')
  return forced.exit === 0 ? { verdict: 'blocks' } : unclear(forced)
}

async function tryPush({ client, git }: Trial, canary: string): Promise<DoorVerdict> {
  for (const content of ['harmless', canary]) {
    await stage(client, git, content)
    const committed = await git(client, 'commit', '--quiet', '--no-verify', '--message', 'trial')
    if (committed.exit !== 0) return unclear(committed)
    const pushed = await git(client, 'push', '--quiet', 'origin', 'HEAD:refs/heads/trial')
    if (content === canary) return { verdict: pushed.exit === 0 ? 'open' : 'blocks' }
    if (pushed.exit !== 0) return unclear(pushed)
  }
  throw new Error('a trial ends with the canary')
}

async function stage(client: string, git: Trial['git'], content: string): Promise<void> {
  await writeFile(join(client, 'trial.txt'), `${content}\n`)
  await git(client, 'add', 'trial.txt')
}

function unclear({ stdout, stderr }: OwnGitAnswer): DoorVerdict {
  const said = `${stderr}\n${stdout}`.trim().split('\n')[0] ?? ''
  return { verdict: 'unclear', why: `it refuses a harmless commit too: ${said.slice(0, 200)}` }
}

/** The user's environment without a bypass, with a name for the commits and without a signature. */
function trialEnvironment(env: Io['env'], scratch: string): Record<string, string | undefined> {
  const { REKEY_BYPASS: _, ...rest } = env
  const settings = { 'commit.gpgSign': 'false', 'push.gpgSign': 'false', 'protocol.file.allow': 'always' }
  const pairs = Object.entries(settings).flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ])
  return {
    ...rest,
    ...Object.fromEntries(pairs),
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
    GIT_AUTHOR_NAME: 'Rekey doctor',
    GIT_AUTHOR_EMAIL: 'doctor@localhost',
    GIT_COMMITTER_NAME: 'Rekey doctor',
    GIT_COMMITTER_EMAIL: 'doctor@localhost',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CEILING_DIRECTORIES: scratch,
    REKEY_DOOR_ONLY: '1',
  }
}
