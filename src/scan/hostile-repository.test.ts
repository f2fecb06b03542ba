/** A repository is a stranger's: whichever door reads it, nothing that it names is run, and the leak is found. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeZip } from '../../test/fakes/archive-builder.ts'
import { createRepository, temporaryFolder } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { openChanges, scanRange, scanStaged } from './scan-changes.ts'
import { scanPath } from './scan.ts'

const options = { leakKey: 'k' }

test('the work tree, the history, the stage and a range of a hostile repository run nothing', async () => {
  const repo = createRepository()
  const outside = temporaryFolder()
  try {
    const marker = join(outside.path, 'marker')
    const evil = join(outside.path, 'evil')
    writeFileSync(evil, `#!/bin/sh\necho "$0" >> '${marker}'\ncat\n`)
    chmodSync(evil, 0o755)
    const first = repo.commit('one', { '.gitattributes': '* diff=evil filter=evil merge=evil\n', a: 'a\n' })
    repo.commit('two', { a: `token = ${fakeGithubToken(1)}\n` })
    repo.write('b', `token = ${fakeGithubToken(2)}\n`)
    repo.git('add', 'b')
    mkdirSync(join(repo.path, '.git/hooks'), { recursive: true })
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
      writeFileSync(join(repo.path, '.git/hooks', hook), `#!/bin/sh\necho hook >> '${marker}'\n`, { mode: 0o755 })
    }
    const settings = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'diff.evil.textconv']
    const more = ['diff.evil.command', 'filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'gpg.program']
    for (const name of [...settings, ...more, 'merge.evil.driver', 'credential.helper']) repo.git('config', name, evil)
    repo.git('config', 'filter.evil.required', 'true')
    repo.git('config', 'core.worktree', '/')
    rmSync(marker, { force: true })

    const repository = openChanges(repo.path)
    const files = (report: { findings: readonly { file: string }[] }): string[] =>
      report.findings.map(({ file }) => file)
    expect(files(await scanPath({ ...options, path: repo.path, history: true, respectGitignore: true }))).toEqual([
      'a',
      'b',
    ])
    expect(files(await scanStaged({ ...options, repository }))).toEqual(['b'])
    expect(files(await scanRange({ ...options, repository, range: `${first}..main` }))).toEqual(['a'])
    expect(existsSync(marker)).toBe(false)

    // The trap works: git as it is springs it, and stumbles over it.
    const trap = ['-C', repo.path, '-c', `core.worktree=${repo.path}`, 'diff', '--cached']
    spawnSync('git', trap, { stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '' } })
    expect(existsSync(marker)).toBe(true)
  } finally {
    repo.remove()
    outside.remove()
  }
})

test('what a merge itself brings is found in a range, and so is what an archive in a commit holds', async () => {
  const repo = createRepository()
  try {
    const base = repo.commit('base', { a: 'a\n' })
    repo.git('checkout', '--quiet', '-b', 'side')
    repo.commit('side', { side: 's\n' })
    repo.git('checkout', '--quiet', 'main')
    const jar = makeZip([{ name: 'conf/app.properties', content: `token=${fakeGithubToken(3)}\n` }])
    const archived = repo.commit('jar', { 'lib/a.jar': jar })
    repo.git('merge', '--quiet', '--no-commit', '--no-ff', 'side')
    repo.write('evil', `token = ${fakeGithubToken(4)}\n`)
    const merge = repo.commit('merge')
    const report = await scanRange({ ...options, repository: openChanges(repo.path), range: `${base}..main` })
    expect(report.findings.map(({ file, commit }) => ({ file, commit }))).toEqual([
      { file: 'evil', commit: merge },
      { file: 'lib/a.jar!conf/app.properties', commit: archived },
    ])
    expect(report.findings.map(({ inHead }) => inHead)).toEqual([true, true])
    rmSync(join(repo.path, 'lib'), { recursive: true })
    const whole = await scanPath({ ...options, path: repo.path, history: true })
    expect(whole.findings.map(({ file }) => file)).toEqual(['evil', 'lib/a.jar!conf/app.properties'])
  } finally {
    repo.remove()
  }
})
