/** The built CLI and git as real processes in real repositories, which are removed when their test ends. */
import { spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from './git-repository.ts'

export const CLI = resolve('dist/main.js')

export interface Answer {
  readonly exit: number | null
  /** Standard output, then standard error. */
  readonly text: string
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

function run(program: string, args: readonly string[], cwd: string, { env, input }: Surroundings): Answer {
  const author = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'a@example.org' }
  const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'a@example.org' }
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', ...author, ...committer, ...env },
    ...(input === undefined ? {} : { input }),
  })
  return { exit: status, text: stdout + stderr }
}

export function git(cwd: string, args: readonly string[], around: Surroundings = {}): Answer {
  return run('git', args, cwd, around)
}

export function rekey(cwd: string, args: readonly string[], around: Surroundings = {}): Answer {
  return run(process.execPath, [CLI, ...args], cwd, around)
}

export function repository(): TestRepository {
  const created = createRepository()
  onTestFinished(created.remove)
  return created
}

export function folder(): string {
  const created = temporaryFolder()
  onTestFinished(created.remove)
  return created.path
}

/** A hook of somebody else that writes down how it was called; returns the path of what it writes. */
export function plantHook(path: string, exit = 0): string {
  const log = `${path}.log`
  writeFileSync(path, `#!/bin/sh\necho "args: $*" >> '${log}'\ncat >> '${log}'\nexit ${exit}\n`)
  chmodSync(path, 0o755)
  return log
}
