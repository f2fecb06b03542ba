import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/fakes/git-repository.ts'
import { findControls } from './repository-controls.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function repository(...options: string[]): string {
  const { path, remove } = temporaryFolder()
  cleanups.push(remove)
  execFileSync('git', ['init', '--quiet', '--template=', ...options, path], { stdio: 'pipe' })
  return path
}

function hook(hooks: string, name: string, content: string, mode = 0o755): void {
  mkdirSync(hooks, { recursive: true })
  writeFileSync(join(hooks, name), content)
  chmodSync(join(hooks, name), mode)
}

test('a clone shows its pre-commit hook, and nothing of its host', () => {
  const path = repository()
  const hooks = join(path, '.git', 'hooks')
  expect(findControls(path)).toEqual({ hookInstalled: false })
  hook(hooks, 'pre-commit', '#!/bin/sh\nrekey scan\n', 0o644)
  expect(findControls(path)).toEqual({ hookInstalled: false })
  hook(hooks, 'pre-commit', '#!/bin/sh\nexec gitleaks git --staged\n')
  expect(findControls(path)).toEqual({ hookInstalled: true })
  hook(hooks, 'pre-commit', '#!/bin/sh\nnpm test\n')
  expect(findControls(path)).toEqual({})
})

test('a repository that people push to shows whether it refuses keys, and nothing of their clones', () => {
  const path = repository('--bare')
  hook(join(path, 'hooks'), 'post-receive', '#!/bin/sh\nrekey hook post-receive\n')
  expect(findControls(path)).toEqual({ pushProtection: false })
  hook(join(path, 'hooks'), 'update', '#!/bin/sh\nexit 0\n')
  expect(findControls(path)).toEqual({})
  hook(join(path, 'hooks'), 'pre-receive', '#!/bin/sh\nrekey scan --pushed\n')
  expect(findControls(path)).toEqual({ pushProtection: true })
})

test('a mirror, hooks in another place and a folder that is no repository tell nothing', () => {
  const mirror = repository('--bare')
  appendFileSync(join(mirror, 'config'), '[remote "origin"]\n\turl = https://git.example.com/shop.git\n')
  const moved = repository()
  appendFileSync(join(moved, '.git', 'config'), '[core]\n\thooksPath = /etc/hooks\n')
  const { path, remove } = temporaryFolder()
  cleanups.push(remove)
  expect([mirror, moved, path].map(findControls)).toEqual([{}, {}, {}])
})
