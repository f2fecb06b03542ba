/** The doors of GitHub Actions, GitLab CI and the program pre-commit, run as those run them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { fakeGithubToken } from '../fakes/keys.ts'
import { type Answer, folder, git, repository } from '../fakes/rekey-process.ts'

const ROOT = resolve('.')

/** A branch with one clean commit and one that brings a key, in a clone of its own as deep as a CI's. */
function branch(): { checkout: string; base: string; head: string } {
  const origin = repository()
  const base = origin.commit('clean', { 'README.md': 'hello\n' })
  const head = origin.commit('oops', { 'conf/a b.ini': `token = ${fakeGithubToken()}\n` })
  const checkout = join(folder(), 'checkout')
  expect(git(origin.path, ['clone', '--quiet', '--depth', '1', `file://${origin.path}`, checkout]).exit).toBe(0)
  return { checkout, base, head }
}

function shell(cwd: string, line: string, env: Readonly<Record<string, string>>): Answer {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', line], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
  })
  return { exit: status, text: stdout + stderr }
}

const action = parse(readFileSync('action.yml', 'utf8')) as { runs: { steps: [{ run: string; env: object }] } }
const [step] = action.runs.steps

function runAction(checkout: string, event: object, env: Readonly<Record<string, string>> = {}) {
  const home = folder()
  const file = (name: string): string => join(home, name)
  writeFileSync(file('event.json'), JSON.stringify(event))
  const answer = shell(checkout, step.run, {
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    GITHUB_OUTPUT: file('output'),
    REKEY_SARIF: file('r.sarif'),
    REKEY_FAIL: 'true',
    ...env,
  })
  const read = (name: string): string => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '')
  return { ...answer, summary: read('summary.md'), output: read('output'), sarif: read('r.sarif') }
}

test('the action stops a pull request that brings a key: annotation, summary, SARIF, no key anywhere', () => {
  const { checkout, base, head } = branch()
  const event = { pull_request: { base: { sha: base }, head: { sha: head } } }
  const run = runAction(checkout, event)
  expect(run.exit).toBe(1)
  expect(run.text).toContain('::error file=conf/a b.ini,line=1')
  expect(run.output).toMatch(/^exit-code=1\nsarif=.*r\.sarif\n$/)
  expect(run.summary).toContain('### 1 leak')
  expect((JSON.parse(run.sarif) as { version: string }).version).toBe('2.1.0')
  expect(run.text + run.summary + run.sarif).not.toContain(fakeGithubToken().slice(4, 12))
  expect(runAction(checkout, event, { REKEY_FAIL: 'false' }).exit).toBe(0)
})

test('the action searches a push, and the whole history where there is nothing to compare with', () => {
  const { checkout, base, head } = branch()
  const push = { GITHUB_EVENT_NAME: 'push' }
  expect(runAction(checkout, { before: base, after: head }, push).exit).toBe(1)
  expect(runAction(checkout, { before: head, after: head }, push)).toMatchObject({ exit: 0 })
  const created = runAction(checkout, { before: '0'.repeat(40), after: head }, push)
  expect(created.exit).toBe(1)
  // The base is not on the server: somebody forced another history over it.
  const lost = runAction(checkout, { before: 'a'.repeat(40), after: head }, push)
  expect(lost).toMatchObject({ exit: 2, text: expect.stringContaining('fetch-depth 0') })
  expect(runAction(checkout, { before: '$(touch pwned)', after: head }, push).exit).toBe(2)
  expect(existsSync(join(checkout, 'pwned'))).toBe(false)
})

test('the job of GitLab stops a merge request and writes its report', () => {
  const { checkout, base, head } = branch()
  const job = (parse(readFileSync('.gitlab/secret-detection.yml', 'utf8')) as Record<string, { script: string[] }>)[
    'rekey_secret_detection'
  ]
  const env = { REKEY_HOME: ROOT, CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_COMMIT_SHA: head }
  const run = shell(checkout, job?.script.join('\n') ?? '', env)
  expect(run).toMatchObject({ exit: 1, text: expect.stringContaining('GitHub token') })
  const report = JSON.parse(readFileSync(join(checkout, 'gl-secret-detection-report.json'), 'utf8')) as {
    vulnerabilities: { location: { file: string; commit: { sha: string } } }[]
  }
  expect(report.vulnerabilities.map(({ location }) => location)).toMatchObject([
    { file: 'conf/a b.ini', commit: { sha: head } },
  ])
})

/** A repository with a tag that holds what is tracked here, as a release is published. */
function release(tag: string): string {
  const published = repository()
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(existsSync)
  for (const file of files.filter(Boolean)) cpSync(file, join(published.path, file), { recursive: true })
  published.commit('release')
  published.git('tag', tag)
  return published.path
}

/** The first use of a clone installs and builds, which takes a minute: here it is given what this checkout has. */
function prepareClone(home: string): void {
  const clones = readdirSync(home).filter((name) => existsSync(join(home, name, 'rekey')))
  expect(clones).toHaveLength(1)
  const clone = join(home, clones[0] as string)
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'))
  // Older than what was installed from it: else the launcher would install.
  utimesSync(join(clone, 'package-lock.json'), 0, 0)
  for (const dist of ['sdk/dist', 'web/dist', 'dist']) cpSync(join(ROOT, dist), join(clone, dist), { recursive: true })
  writeFileSync(join(clone, 'dist/.built'), readFileSync(join(ROOT, 'dist/.built')))
}

test('the program pre-commit stops a commit and a push through the hooks of a tagged release', () => {
  const repo = repository()
  const hooks = [{ id: 'rekey' }, { id: 'rekey-pre-push' }]
  repo.write('.pre-commit-config.yaml', stringify({ repos: [{ repo: release('v9.9.9'), rev: 'v9.9.9', hooks }] }))
  repo.commit('first')
  const env = { PRE_COMMIT_HOME: folder(), HOME: repo.path }
  const install = ['install', '--install-hooks', '--hook-type', 'pre-commit', '--hook-type', 'pre-push']
  const programs = execFileSync(process.execPath, ['scripts/setup-python.mjs'], { encoding: 'utf8' }).trim()
  expect(
    spawnSync(join(programs, 'pre-commit'), install, { cwd: repo.path, env: { ...process.env, ...env } }).status,
  ).toBe(0)
  prepareClone(env.PRE_COMMIT_HOME)

  const bare = folder()
  git(bare, ['init', '--quiet', '--bare'])
  repo.git('remote', 'add', 'origin', bare)
  expect(git(repo.path, ['push', '--quiet', 'origin', 'main'], { env })).toMatchObject({ exit: 0 })

  repo.write('conf', `${fakeGithubToken()}\n`)
  repo.git('add', 'conf')
  const stopped = git(repo.path, ['commit', '-m', 'oops'], { env })
  expect(stopped).toMatchObject({ exit: 1, text: expect.stringContaining('this commit is blocked') })
  expect(stopped.text).not.toContain(fakeGithubToken().slice(4, 12))

  expect(git(repo.path, ['commit', '--quiet', '--no-verify', '-m', 'forced'], { env }).exit).toBe(0)
  const pushed = git(repo.path, ['push', '--quiet', 'origin', 'main'], { env })
  expect(pushed).toMatchObject({ exit: 1, text: expect.stringContaining('this push is blocked') })
})
