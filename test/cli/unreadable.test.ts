/** What a user may not read: the scan goes on, says what it left out, and does not end as if all were well. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../fakes/git-repository.ts'
import { fakeGithubToken } from '../fakes/keys.ts'
import { CLI, folder } from '../fakes/rekey-process.ts'

/** Root may read everything, whatever its mode says, as long as it has these two capabilities. */
const LIKE_ANYBODY = 'setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search'

function scan(path: string, cwd: string) {
  const own = [process.execPath, CLI, 'scan', path, '--json']
  const [file = '', ...args] = process.getuid?.() === 0 ? [...LIKE_ANYBODY.split(' '), ...own] : own
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const { complete, skipped, findings } = JSON.parse(stdout) as {
    complete: boolean
    skipped: { path: string; reason: string }[]
    findings: { file: string }[]
  }
  return { status, complete, skipped, files: findings.map(({ file: at }) => at) }
}

test('folders, files and objects that cannot be read are left out and named', () => {
  const cwd = folder()
  const repo = createRepository(join(cwd, 'repo'))
  try {
    repo.commit('one', { 'closed/a.ini': 'a\n', 'b.ini': 'b\n', 'open.ini': 'o\n' })
    const blob = repo.git('rev-parse', 'HEAD:open.ini')
    chmodSync(join(repo.path, '.git/objects', blob.slice(0, 2), blob.slice(2)), 0)
    chmodSync(join(repo.path, 'b.ini'), 0)
    chmodSync(join(repo.path, 'closed'), 0)
    const clean = scan(repo.path, cwd)
    expect(clean).toMatchObject({ status: 3, complete: false, files: [] })
    expect(clean.skipped).toEqual([
      { path: 'b.ini', reason: 'not readable: EACCES' },
      { path: 'closed', reason: 'folder not readable: EACCES' },
      {
        path: `object:${blob}`,
        reason: expect.stringMatching(/not in this repository|damaged/) as string,
        failed: true,
      },
    ])
    mkdirSync(join(repo.path, 'more'))
    writeFileSync(join(repo.path, 'more/found.ini'), `token = ${fakeGithubToken()}\n`)
    expect(scan(repo.path, cwd)).toMatchObject({ status: 1, complete: false, files: ['more/found.ini'] })
  } finally {
    chmodSync(join(repo.path, 'closed'), 0o700)
    repo.remove()
  }
})
