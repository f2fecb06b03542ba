/** A real git repository in a temporary folder, with commits of fixed authors and dates. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface TestRepository {
  readonly path: string
  git(...args: string[]): string
  write(file: string, content: string | Buffer): void
  /** Writes files, stages everything, commits. Returns the commit id. Each commit is an hour after the one before. */
  commit(message: string, files?: Readonly<Record<string, string | Buffer>>): string
  remove(): void
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'rekey-test-')))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function createRepository(path?: string): TestRepository {
  const folder =
    path === undefined ? temporaryFolder() : { path, remove: () => rmSync(path, { recursive: true, force: true }) }
  let hour = 0
  const git = (...args: string[]): string => {
    const at = `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`
    return execFileSync('git', ['-C', folder.path, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder.path,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ada Example',
        GIT_AUTHOR_EMAIL: 'ada@example.org',
        GIT_COMMITTER_NAME: 'Ada Example',
        GIT_COMMITTER_EMAIL: 'ada@example.org',
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_DATE: at,
      },
    }).trim()
  }
  const write = (file: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true })
    writeFileSync(join(folder.path, file), content)
  }
  mkdirSync(folder.path, { recursive: true })
  git('init', '--quiet', '--initial-branch=main')
  return {
    path: folder.path,
    git,
    write,
    commit(message, files = {}) {
      hour++
      for (const [file, content] of Object.entries(files)) write(file, content)
      git('add', '--all', '--force')
      git('commit', '--quiet', '--allow-empty', '--message', message)
      return git('rev-parse', 'HEAD')
    },
    remove: folder.remove,
  }
}
