/** Real commits and pushes through the installed hooks: what counts is whether git itself stops. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeGithubToken } from '../fakes/keys.ts'
import { folder, git, plantHook, rekey, repository, type Answer } from '../fakes/rekey-process.ts'

test('a commit that holds a key is stopped, with place and way on, and without the key', () => {
  const repo = repository()
  expect(rekey(repo.path, ['hook', 'install']).exit).toBe(0)
  repo.write('conf/app.ini', `[github]\ntoken = ${fakeGithubToken()}\n`)
  repo.git('add', '.')
  const { exit, text } = git(repo.path, ['commit', '-m', 'oops'])
  expect(exit).toBe(1)
  expect(text.replace(/lk_\w{24}/, 'lk_ID')).toMatchInlineSnapshot(`
    "rekey: this commit is blocked: 1 leak

      GitHub token  ghp_… (40 characters)  lk_ID
        conf/app.ini:2

    How to go on:
      - Take the key out of the file, \`git add\` it again, and commit.
      - If the key has been nowhere but here, it need not be rotated. \`rekey secret set\` is a place for it.
      - Not a key? End its line with the comment \`rekey:allow\`.
      - It must pass all the same? REKEY_BYPASS="the reason, in words" git commit …
    "
  `)
  expect(text).not.toContain(fakeGithubToken().slice(4, 12))
  expect(git(repo.path, ['log']).exit).not.toBe(0)

  repo.write('conf/app.ini', '[github]\n')
  expect(git(repo.path, ['commit', '-am', 'clean'])).toMatchObject({ exit: 0 })
})

test('git commit -a and git commit PATH have an index of their own, and the hook reads that one', () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n', b: 'b\n' })
  rekey(repo.path, ['hook', 'install', '--pre-commit'])
  expect(existsSync(join(repo.path, '.git/hooks/pre-push'))).toBe(false)
  mkdirSync(join(repo.path, 'sub'))
  repo.write('a', `${fakeGithubToken()}\n`)
  for (const args of [
    ['-am', 'x'],
    ['-m', 'x', '../a'],
    ['-m', 'x', '--include', '../a'],
  ]) {
    expect(git(join(repo.path, 'sub'), ['commit', ...args])).toMatchObject({
      exit: 1,
      text: expect.stringContaining('a:1'),
    })
  }
  repo.git('reset', '--quiet')
  repo.write('b', 'more\n')
  expect(git(repo.path, ['commit', '-m', 'only b', 'b']).exit).toBe(0)
})

test('a bypass needs a reason, which is printed', () => {
  const repo = repository()
  rekey(repo.path, ['hook', 'install'])
  repo.write('conf', `${fakeGithubToken()}\n`)
  repo.git('add', '.')
  const commit = (reason: string): Answer => git(repo.path, ['commit', '-m', 'x'], { env: { REKEY_BYPASS: reason } })
  expect(commit('1')).toMatchObject({ exit: 1, text: expect.stringContaining('The bypass was not accepted') })
  expect(commit('revoked in the test account')).toMatchObject({
    exit: 0,
    text: expect.stringContaining('passes with 1 leak. Reason given: revoked in the test account'),
  })
})

test('a push is stopped for a commit that a later one hides; what the remote has already is old', () => {
  const repo = repository()
  const remote = folder()
  git(remote, ['init', '--quiet', '--bare'])
  repo.git('remote', 'add', 'origin', remote)
  repo.commit('zero', { old: `${fakeGithubToken(1)}\n` })
  repo.git('push', '--quiet', 'origin', 'main')
  rekey(repo.path, ['hook', 'install'])
  git(repo.path, ['commit', '--allow-empty', '--no-verify', '-m', 'harmless'])
  expect(git(repo.path, ['push', 'origin', 'main:main', 'main:refs/heads/new']).exit).toBe(0)

  repo.write('conf', `${fakeGithubToken(2)}\n`)
  repo.git('add', 'conf')
  repo.git('commit', '--quiet', '--no-verify', '-m', 'oops')
  const leaked = repo.git('rev-parse', 'HEAD')
  repo.git('rm', '--quiet', 'conf')
  repo.git('commit', '--quiet', '--no-verify', '-m', 'hidden')
  const { exit, text } = git(repo.path, ['push', 'origin', 'main'])
  expect(exit).toBe(1)
  expect(text).toContain(`conf:1 in commit ${leaked.slice(0, 12)}`)
  expect(text).not.toContain('old:1')
  expect(git(repo.path, ['push', 'origin', '--delete', 'new']).exit).toBe(0)
  expect(git(repo.path, ['push', 'origin', 'main'], { env: { REKEY_BYPASS: 'a fake for tests' } }).exit).toBe(0)
})

test('a hook that stood there runs first, keeps its say and its input, and comes back', () => {
  const repo = repository()
  const hooks = join(repo.path, '.git/hooks')
  const commitLog = plantHook(join(hooks, 'pre-commit'))
  const pushLog = plantHook(join(hooks, 'pre-push'))
  const before = readFileSync(join(hooks, 'pre-commit'), 'utf8')
  expect(rekey(repo.path, ['hook', 'install']).text).toContain('installed, after the hook that was there')
  const installed = readFileSync(join(hooks, 'pre-commit'), 'utf8')
  expect(rekey(repo.path, ['hook', 'install']).text).toContain('up to date')
  expect(readFileSync(join(hooks, 'pre-commit'), 'utf8')).toBe(installed)

  const remote = folder()
  git(remote, ['init', '--quiet', '--bare'])
  const commit = repo.commit('one', { a: 'a\n' })
  repo.git('push', '--quiet', remote, 'main')
  expect(readFileSync(commitLog, 'utf8')).toBe('args: \n')
  expect(readFileSync(pushLog, 'utf8')).toContain(
    `args: ${remote} ${remote}\nrefs/heads/main ${commit} refs/heads/main 000`,
  )

  plantHook(join(hooks, 'pre-commit.before-rekey'), 7)
  expect(git(repo.path, ['commit', '--allow-empty', '-m', 'x']).exit).toBe(1)
  plantHook(join(hooks, 'pre-commit.before-rekey'))
  writeFileSync(join(hooks, 'pre-commit.before-rekey'), before)
  expect(rekey(repo.path, ['hook', 'uninstall']).text).toContain('the earlier hook is back')
  expect(readFileSync(join(hooks, 'pre-commit'), 'utf8')).toBe(before)
  expect(existsSync(join(hooks, 'pre-commit.before-rekey'))).toBe(false)
  expect(rekey(repo.path, ['hook', 'uninstall'])).toEqual({ exit: 0, text: '' })
})

test('two hooks of others are not silently dropped', () => {
  const repo = repository()
  const hooks = join(repo.path, '.git/hooks')
  plantHook(join(hooks, 'pre-commit'))
  plantHook(join(hooks, 'pre-commit.before-rekey'))
  expect(rekey(repo.path, ['hook', 'install'])).toMatchObject({
    exit: 3,
    text: expect.stringContaining('HOOK_CHAIN_TAKEN'),
  })
})

test('core.hooksPath is where the hooks go, relative ones and the user’s own too; husky keeps its own', () => {
  const repo = repository()
  repo.git('config', 'core.hooksPath', '.githooks')
  mkdirSync(join(repo.path, 'sub'))
  expect(rekey(join(repo.path, 'sub'), ['hook', 'install']).exit).toBe(0)
  expect(existsSync(join(repo.path, '.githooks/pre-commit'))).toBe(true)
  repo.write('conf', `${fakeGithubToken()}\n`)
  repo.git('add', 'conf')
  expect(git(repo.path, ['commit', '-m', 'x'])).toMatchObject({ exit: 1, text: expect.stringContaining('conf:1') })

  repo.git('config', 'core.hooksPath', '.husky/_')
  const husky = rekey(repo.path, ['hook', 'install'])
  expect(husky).toMatchObject({ exit: 3, text: expect.stringContaining('.husky/pre-commit') })

  repo.git('config', '--unset', 'core.hooksPath')
  writeFileSync(join(repo.path, '.gitconfig'), `[core]\n\thooksPath = ~/mine\n`)
  rekey(repo.path, ['hook', 'install'])
  expect(existsSync(join(repo.path, 'mine/pre-commit'))).toBe(true)
})

test('a linked work tree shares the hooks and is looked at by itself', () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n' })
  const linked = join(folder(), 'linked')
  repo.git('worktree', 'add', '--quiet', linked)
  rekey(linked, ['hook', 'install'])
  expect(existsSync(join(repo.path, '.git/hooks/pre-commit'))).toBe(true)
  writeFileSync(join(linked, 'conf'), `${fakeGithubToken()}\n`)
  git(linked, ['add', 'conf'])
  expect(git(linked, ['commit', '-m', 'x']).exit).toBe(1)
  expect(git(repo.path, ['commit', '--allow-empty', '-m', 'x']).exit).toBe(0)
})

test('a server refuses a push before it takes anything over, until a reason is given', () => {
  const server = folder()
  git(server, ['init', '--quiet', '--bare'])
  git(server, ['config', 'receive.advertisePushOptions', 'true'])
  expect(rekey(server, ['hook', 'install']).text).toContain('pre-receive')
  const repo = repository()
  repo.commit('clean', { a: 'a\n' })
  expect(git(repo.path, ['push', server, 'main']).exit).toBe(0)

  const leaked = repo.commit('oops', { conf: `${fakeGithubToken()}\n` })
  const { exit, text } = git(repo.path, ['push', server, 'main', 'main:refs/heads/new'])
  expect(exit).toBe(1)
  expect(text).toContain(`conf:1 in commit ${leaked.slice(0, 12)}`)
  expect(text).toContain('pre-receive hook declined')
  expect(git(server, ['cat-file', '-e', leaked]).exit).not.toBe(0)
  expect(git(repo.path, ['push', server, 'main'], { env: { REKEY_BYPASS: 'not for a server' } }).exit).toBe(1)

  const passed = git(repo.path, ['push', '-o', 'rekey.bypass=a fake for the tests', server, 'main'])
  expect(passed).toMatchObject({ exit: 0, text: expect.stringContaining('Reason given: a fake for the tests') })
  repo.commit('more', { b: 'b\n' })
  expect(git(repo.path, ['push', server, 'main', 'main:refs/heads/other']).exit).toBe(0)
})

test('a search that fails blocks, and so does a Rekey that is gone', () => {
  const repo = repository()
  rekey(repo.path, ['hook', 'install'])
  const hook = join(repo.path, '.git/hooks/pre-commit')
  writeFileSync(hook, readFileSync(hook, 'utf8').replaceAll('hook.cjs', 'hook.gone'))
  expect(git(repo.path, ['commit', '--allow-empty', '-m', 'x'])).toMatchObject({
    exit: 1,
    text: expect.stringContaining('Rekey is gone'),
  })
  repo.write('conf', 'staged\n')
  repo.git('add', 'conf')
  const id = repo.git('rev-parse', ':conf')
  const object = join(repo.path, '.git/objects', id.slice(0, 2), id.slice(2))
  chmodSync(object, 0o644)
  writeFileSync(object, 'damaged')
  expect(rekey(repo.path, ['hook', 'pre-commit']).exit).toBe(1)
  expect(rekey(repo.path, ['hook', 'pre-push', 'origin', 'url'])).toMatchObject({ exit: 0 })
  expect(rekey(repo.path, ['hook', 'pre-push'], { input: 'refs/heads/main abc\n' }).exit).toBe(2)
})

test('the doors honour the baseline; on a server it is the one that is there already, not the one being pushed', () => {
  const server = folder()
  git(server, ['init', '--quiet', '--bare', '--initial-branch=main'])
  rekey(server, ['hook', 'install'])
  const repo = repository()
  rekey(repo.path, ['hook', 'install'])
  repo.write('conf', `${fakeGithubToken()}\n`)
  expect(rekey(repo.path, ['baseline', '--reason', 'a fake for tests', '--owner', 'ada']).exit).toBe(0)
  repo.git('add', '.')
  expect(git(repo.path, ['commit', '-m', 'accepted']).exit).toBe(0)
  const refused = git(repo.path, ['push', server, 'main'])
  expect(refused).toMatchObject({ exit: 1, text: expect.stringContaining('pre-receive hook declined') })

  const policy = join(folder(), 'policy')
  git(repo.path, ['clone', '--quiet', server, policy])
  writeFileSync(join(policy, '.rekey-baseline'), readFileSync(join(repo.path, '.rekey-baseline')))
  git(policy, ['add', '.'])
  git(policy, ['commit', '-m', 'policy'])
  expect(git(policy, ['push', 'origin', 'HEAD:main']).exit).toBe(0)
  expect(git(repo.path, ['push', server, 'main:refs/heads/topic'])).toMatchObject({ exit: 0 })
})
