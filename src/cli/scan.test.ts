import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import type { Io } from './command.ts'
import { command } from './scan.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

type Flags = Readonly<Record<string, string | boolean>>

async function rekeyScan(
  cwd: string,
  flags: Flags = {},
  args: readonly string[] = [],
  input: readonly (string | Buffer)[] = [],
): Promise<{ exit: number; stdout: string; stderr: string }> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() }
  const stdin = Readable.from(input)
  const io: Io = { ...streams, stdin, env: {}, cwd, signal: new AbortController().signal }
  const exit = await command.run({ args, flags, rest: [] }, io)
  const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? ''
  return { exit, stdout: text(streams.stdout), stderr: text(streams.stderr) }
}

function leakyRepository(): { path: string; commit: string } {
  const repo = createRepository()
  cleanups.push(repo.remove)
  const commit = repo.commit('oops', { 'conf/app.ini': `[github]\ntoken = ${fakeGithubToken()}\n` })
  return { path: repo.path, commit }
}

test('the text report names place, commit and next steps, and no key', async () => {
  const { path, commit } = leakyRepository()
  const { exit, stdout, stderr } = await rekeyScan(path)
  expect(exit).toBe(1)
  expect(stderr).toBe('')
  expect(stdout.replace(/lk_\w{24}/, 'lk_ID').replace(commit.slice(0, 12), 'COMMIT')).toMatchInlineSnapshot(`
    "HIGH   GitHub token  lk_ID
           ghp_… (40 characters)
           conf/app.ini:2:9  commit COMMIT by Ada Example, 2026-11-20, still in HEAD
           why:  github-token: has the format of the provider; looks random (4.9 bits per character); the checksum is right
           next: rotate it: GitHub (https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens)
                 deleting the line does not help: the commit stays in every clone
                 not a key? end the line with a comment \`rekey:allow\`

    1 leak in 1 place, 121 bytes in 1 commit and the working tree searched
    "
  `)
  expect(stdout).not.toContain(fakeGithubToken())
})

test('the JSON report has exactly the documented fields', async () => {
  const { path, commit } = leakyRepository()
  const { exit, stdout } = await rekeyScan(path, { json: true })
  expect(exit).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    complete: true,
    skipped: [],
    suppressed: 0,
    findings: [
      {
        rule: 'github-token',
        provider: 'github',
        leakId: expect.stringMatching(/^lk_[0-9a-f]{24}$/),
        confidence: 'high',
        score: 95,
        file: 'conf/app.ini',
        startLine: 2,
        startColumn: 9,
        endLine: 2,
        endColumn: 48,
        commit,
        author: 'Ada Example',
        date: '2026-11-20T01:00:00.000Z',
        inHead: true,
        reasons: expect.arrayContaining(['the checksum is right']),
      },
    ],
  })
})

test('--reveal adds the key, --output writes a private file and keeps the exit code', async () => {
  const { path } = leakyRepository()
  const { exit, stdout } = await rekeyScan(path, { json: true, reveal: true, output: 'report.json' })
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
  const file = join(path, 'report.json')
  expect(JSON.parse(readFileSync(file, 'utf8')).findings[0].secret).toBe(fakeGithubToken())
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('--staged and --range search only what the change brings, and exclude each other', async () => {
  const { path } = leakyRepository()
  expect(await rekeyScan(path, { staged: true })).toMatchObject({ exit: 0, stdout: 'no leaks, 0 bytes searched\n' })
  const report = await rekeyScan(path, { range: 'HEAD..HEAD' })
  expect(report).toMatchObject({ exit: 0, stdout: 'no leaks, 0 bytes searched\n' })
  for (const flags of [
    { staged: true, range: 'HEAD..HEAD' },
    { staged: true, 'no-history': true },
  ]) {
    await expect(rekeyScan(path, flags)).rejects.toMatchObject({ code: 'SCAN_USAGE' })
  }
})

test('a clean folder exits 0, an incomplete scan without findings 3', async () => {
  const repo = createRepository()
  cleanups.push(repo.remove)
  repo.commit('one', { a: 'nothing\n' })
  expect(await rekeyScan(repo.path)).toEqual({
    exit: 0,
    stdout: 'no leaks, 20 bytes in 1 commit and the working tree searched\n',
    stderr: '',
  })
  repo.write('broken.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4]))
  const { exit, stdout } = await rekeyScan(repo.path)
  expect(exit).toBe(3)
  expect(stdout).toContain('broken.gz: archive is damaged')
  expect(stdout).toContain('INCOMPLETE')
})

test('bad input is refused with a hint', async () => {
  const { path } = leakyRepository()
  await expect(rekeyScan(path, {}, ['nowhere'])).rejects.toMatchObject({
    exit: 2,
    hint: expect.stringContaining('folder'),
  })
  await expect(rekeyScan(path, {}, ['a', 'b'])).rejects.toMatchObject({ code: 'SCAN_USAGE', exit: 2 })
  await expect(rekeyScan(path, { output: 'no/such/folder/x' })).rejects.toMatchObject({
    code: 'SCAN_OUTPUT_FAILED',
    exit: 2,
  })
})

test('a file name cannot write to the terminal', async () => {
  const { path } = leakyRepository()
  writeFileSync(join(path, 'evil\u001b[2J\nname'), fakeGithubToken(2))
  const { stdout } = await rekeyScan(path)
  expect(stdout).not.toContain('\u001b')
  expect(stdout).toContain(String.raw`evil\u{1b}[2J\u{a}name:1:1`)
})

/** What `file` loads at once, as paths in this folder, and the packages among it. */
function loadedBy(...files: readonly string[]): { files: Set<string>; packages: string[] } {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^'"]*?from '([^']+)'/gms)
    for (const [, target] of imports as Iterable<[string, string]>) {
      if (target.startsWith('.')) visit(join(dirname(file), target))
      else if (!target.startsWith('node:')) packages.add(target)
    }
  }
  files.forEach(visit)
  return { files: seen, packages: [...packages].toSorted() }
}

const SEARCHING = ['src/detect/engine.ts', 'src/scan/history/walk-forest.ts', 'src/sources/archive/opener.ts']

test('the command loads nothing but the scanner, and what searches only when there is something to search', () => {
  const { files, packages } = loadedBy('src/cli/scan.ts')
  expect(SEARCHING.filter((file) => files.has(file))).toEqual([])
  expect(packages).toEqual(['picocolors'])
  const all = loadedBy('src/cli/scan.ts', ...SEARCHING)
  const folders = new Set([...all.files].map((file) => /^src\/(\w+)\//.exec(file)?.[1] ?? ''))
  expect([...folders].toSorted()).toEqual(['base', 'cli', 'detect', 'providers', 'scan', 'sources'])
  expect(all.packages).toEqual(['fflate', 'fzstd', 'picocolors'])
})

test('stdin is searched under the name that it is given, compressed or not', async () => {
  const { path } = createRepository()
  cleanups.push(() => rmSync(path, { recursive: true }))
  const text = `token = ${fakeGithubToken()}\n`
  const named = await rekeyScan(
    path,
    { json: true, 'stdin-name': 'build.log' },
    ['-'],
    [text.slice(0, 20), text.slice(20)],
  )
  expect(named.exit).toBe(1)
  expect(JSON.parse(named.stdout).findings).toMatchObject([{ file: 'build.log', startLine: 1, startColumn: 9 }])
  expect((await rekeyScan(path, { json: true }, ['-'], [gzipSync(text)])).exit).toBe(1)
  expect((await rekeyScan(path, { json: true }, ['-'], ['nothing\n'])).exit).toBe(0)
  await expect(rekeyScan(path, { 'stdin-name': 'x' })).rejects.toMatchObject({ exit: 2 })
})

test('depths are numbers, and 0 switches off', async () => {
  const { path } = createRepository()
  cleanups.push(() => rmSync(path, { recursive: true }))
  const text = [`${btoa(`see ${fakeGithubToken()} there`)}\n`]
  expect((await rekeyScan(path, {}, ['-'], text)).exit).toBe(1)
  expect((await rekeyScan(path, { 'decode-depth': '0' }, ['-'], text)).exit).toBe(0)
  await expect(rekeyScan(path, { 'decode-depth': '-1' }, ['-'], text)).rejects.toMatchObject({ exit: 2 })
})

test('what git ignores is left out on request, and never a tracked file', async () => {
  const repo = createRepository()
  cleanups.push(repo.remove)
  repo.commit('one', { '.gitignore': 'logs/\n.env\n', '.env': `A=${fakeGithubToken(1)}\n` })
  repo.write('logs/a.log', `A=${fakeGithubToken(2)}\n`)
  const files = async (flags: Flags): Promise<string[]> => {
    const { stdout } = await rekeyScan(repo.path, { json: true, 'no-history': true, ...flags })
    return (JSON.parse(stdout).findings as { file: string }[]).map(({ file }) => file)
  }
  expect(await files({})).toEqual(['.env', 'logs/a.log'])
  expect(await files({ 'respect-gitignore': true })).toEqual(['.env'])
})
