/** The doctor's word about doors, and the reports that CI reads, from the built CLI. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeGithubToken } from '../fakes/keys.ts'
import { CLI, folder, git, plantHook, rekey, repository } from '../fakes/rekey-process.ts'

test('the doctor proves each door by a canary, and leaves the repository as it was', () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n' })
  const missing = rekey(repo.path, ['doctor'])
  expect(missing.exit).toBe(1)
  expect(missing.text).toContain('pre-commit  MISSING\npre-push    MISSING\n')

  const other = plantHook(join(repo.path, '.git/hooks/pre-commit'), 1)
  expect(rekey(repo.path, ['doctor']).text).toContain('pre-commit  cannot be judged (it refuses a harmless commit too')
  rekey(repo.path, ['hook', 'install'])
  const ranBefore = readFileSync(other, 'utf8')
  repo.write('staged', 'staged\n')
  repo.git('add', 'staged')
  const state = (): string =>
    repo.git('status', '--porcelain') + repo.git('for-each-ref') + repo.git('worktree', 'list')
  const before = state()
  const proven = rekey(repo.path, ['doctor', '--json'], { env: { REKEY_BYPASS: 'left over in the shell' } })
  expect(proven.exit).toBe(0)
  expect(JSON.parse(proven.text)).toMatchObject({
    safe: true,
    doors: [
      { door: 'pre-commit', verdict: 'blocks' },
      { door: 'pre-push', verdict: 'blocks' },
    ],
  })
  expect(state()).toBe(before)
  expect(readFileSync(other, 'utf8')).toBe(ranBefore)

  plantHook(join(repo.path, '.git/hooks/pre-push'), 0)
  expect(rekey(repo.path, ['doctor'])).toMatchObject({
    exit: 1,
    text: expect.stringContaining('pre-push    LETS KEYS THROUGH'),
  })
  chmodSync(join(repo.path, '.git/hooks/pre-push'), 0o644)
  expect(rekey(repo.path, ['doctor']).text).toContain('pre-push    MISSING (the file is not executable)')
})

/** A hook as lefthook's is: it does what a file of the work tree says, and nothing where there is none. */
const LEFTHOOK = `#!/bin/sh
run=$(sed -n 's/^'"$(basename "$0")"': .*run: "rekey \\([a-z -]*\\) {0}".*/\\1/p' lefthook.yml 2>/dev/null)
[ -z "$run" ] || exec ${process.execPath} ${CLI} $run "$@"
`

test('in a repository of lefthook the job is named, and the doctor proves it as any other', () => {
  const repo = repository()
  for (const door of ['pre-commit', 'pre-push']) {
    writeFileSync(join(repo.path, '.git/hooks', door), LEFTHOOK, { mode: 0o755 })
  }
  repo.commit('one', { 'lefthook.yml': '' })
  const refused = rekey(repo.path, ['hook', 'install'])
  expect(refused).toMatchObject({ exit: 3, text: expect.stringContaining('add to lefthook.yml') as string })
  expect(rekey(repo.path, ['doctor'])).toMatchObject({
    exit: 1,
    text: expect.stringContaining('pre-commit  LETS KEYS') as string,
  })
  const jobs = refused.text.split('\n').filter((line) => line.startsWith('  pre-'))
  expect(jobs).toHaveLength(2)
  repo.write('lefthook.yml', jobs.map((line) => `${line.trim()}\n`).join(''))
  expect(rekey(repo.path, ['doctor'])).toMatchObject({
    exit: 0,
    text: expect.stringMatching(/pre-commit {2}stops keys[\s\S]*pre-push {4}stops keys/) as string,
  })
})

test('on a server the doctor tries the hook that receives, and no other', () => {
  const server = folder()
  git(server, ['init', '--quiet', '--bare'])
  const told = plantHook(join(server, 'hooks/post-receive'))
  expect(rekey(server, ['doctor']).exit).toBe(1)
  rekey(server, ['hook', 'install'])
  expect(rekey(server, ['doctor'])).toMatchObject({ exit: 0, text: expect.stringContaining('pre-receive stops keys') })
  expect(existsSync(told)).toBe(false)
})

test('reports for machines are complete documents, and --reveal is not for them', () => {
  const repo = repository()
  repo.commit('one', { conf: `${fakeGithubToken()}\n` })
  const report = rekey(repo.path, ['scan', '--format', 'sarif'])
  expect(report.exit).toBe(1)
  expect(JSON.parse(report.text)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'github-token' }] }] })
  expect(rekey(repo.path, ['scan', '--format', 'github']).text).toMatch(/^::error file=conf,line=1,/)
  expect(rekey(repo.path, ['scan', '--format', 'sarif', '--reveal']).exit).toBe(2)
  expect(rekey(repo.path, ['scan', '--format', 'xml']).exit).toBe(2)
  expect(rekey(repo.path, ['scan', '--format', 'csv', '--json']).exit).toBe(2)
})
