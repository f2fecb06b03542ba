import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { useGitleaksScene, CONFIG, findingsOf, KEY, SECRET } from '../../../test/fakes/gitleaks-scene.ts'

const scene = useGitleaksScene()
const { put, run } = scene

test('dir reports as gitleaks does, with its columns and its exit code', async () => {
  put('src/a.txt', `one\ntoken ${KEY}\n`)
  const { exit, out, err } = await run(['dir', '-r', '-', '-f', 'json'])
  expect(exit).toBe(1)
  expect(err).toContain('WRN leaks found: 1')
  expect(findingsOf(out)).toMatchObject([
    {
      RuleID: 'acme',
      File: 'src/a.txt',
      StartLine: 2,
      StartColumn: 8,
      EndColumn: 20,
      Secret: SECRET,
      Tags: ['a', 'b'],
      Fingerprint: 'src/a.txt:acme:2',
    },
  ])
  expect(out).toContain('"Description": "Acme \\u003ctoken\\u003e"')
  expect((await run(['dir', '--exit-code=7', 'src', '-c', '.gitleaks.toml'])).exit).toBe(7)
})

test('what is known, ignored or allowed is not reported', async () => {
  put('a.txt', `token ${KEY}\n`)
  expect((await run(['dir', '-r', 'base.json'])).exit).toBe(1)
  expect((await run(['dir', '-b', 'base.json'])).exit).toBe(0)
  put('.gitleaksignore', '# why\na.txt:acme:1\n')
  rmSync(join(scene.cwd, 'base.json'))
  expect((await run(['dir'])).exit).toBe(0)
  rmSync(join(scene.cwd, '.gitleaksignore'))
  put('a.txt', `token ${KEY} # gitleaks:allow\n`)
  expect((await run(['dir'])).exit).toBe(0)
  expect((await run(['dir', '--ignore-gitleaks-allow'])).exit).toBe(1)
})

test.each(['json', 'csv', 'sarif', 'junit'])('a redacted %s report holds no secret', async (format) => {
  put('a.txt', `token ${KEY}\n`)
  const { out } = await run(['dir', '--redact', '-v', '-r', '-', '-f', format, 'a.txt', '-c', '.gitleaks.toml'])
  expect(out).toContain('REDACTED')
  expect(out).not.toContain(SECRET)
})

test('git: history, staged and unstaged changes', async () => {
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', scene.cwd, '-c', 'user.name=Ann B', '-c', 'user.email=ann@x.test', ...args])
  git('init', '-q')
  put('a.txt', `token ${KEY}\n`)
  git('add', '.')
  const staged = await run(['git', '--pre-commit', '--staged', '-r', '-', '-f', 'json'])
  expect(staged.exit).toBe(1)
  // A baseline compares it.
  expect(findingsOf(staged.out)).toMatchObject([{ Author: '', Date: '0001-01-01T00:00:00Z' }])
  expect((await run(['protect', '--staged'])).exit).toBe(1)
  git('commit', '-q', '--cleanup=verbatim', '-m', 'Add\ta\n\n\nbody\n\n\n\tmore\n\n')
  expect((await run(['git', '--staged'])).exit).toBe(0)
  put('a.txt', 'gone\n')
  git('commit', '-qam', 'Remove it')
  const { exit, out, err } = await run(['detect', '--report-path=-', '--report-format=json', '--source', '.'])
  expect([exit, findingsOf(out).length]).toEqual([1, 1])
  expect(findingsOf(out)[0]).toMatchObject({
    Author: 'Ann B',
    Email: 'ann@x.test',
    Message: 'Add     a\n\nbody\n\n        more',
    StartLine: 1,
    File: 'a.txt',
  })
  // Commits that bring nothing do not count.
  git('commit', '-q', '--allow-empty', '-m', 'nothing')
  put('.mailmap', 'Ann Now <now@x.test> <ann@x.test>\n')
  expect(findingsOf((await run(['git', '-r', '-', '-f', 'json'])).out)).toMatchObject([
    { Author: 'Ann Now', Email: 'now@x.test' },
  ])
  rmSync(join(scene.cwd, '.mailmap'))
  expect((await run(['git'])).err).toContain('2 commits scanned.')
  expect((await run(['git', '--log-opts=-1 HEAD~1 -R', '-r', '-', '-f', 'json'])).out).toContain('"File": "a.txt"')
  expect(err).toContain('2 commits scanned.')
  expect((await run(['git', '--log-opts=-1 HEAD'])).exit).toBe(0)
  put('a.txt', `gone\n${KEY}\n`)
  expect((await run(['protect'])).exit).toBe(1)
  put('a.txt', `gone\n${KEY}`)
  git('commit', '-qam', 'No line break at its end, and a line around it')
  expect((await run(['git', '--log-opts=-1 -U2'])).err).toContain(`scanned ~${KEY.length} bytes`)
})

test('stdin, decoding, environment, enabled rules, archives', async () => {
  expect((await run(['stdin'], { stdin: KEY })).exit).toBe(1)
  const encoded = Buffer.from(`token ${KEY}`).toString('base64')
  const { out } = await run(['detect', '--pipe', '-r', '-', '-f', 'json'], { stdin: encoded })
  expect(findingsOf(out)[0]).toMatchObject({ Tags: ['a', 'b', 'decoded:base64', 'decode-depth:1'], StartColumn: 1 })
  expect((await run(['stdin', '--max-decode-depth', '0'], { stdin: encoded })).exit).toBe(0)
  const other = '[[rules]]\nid = "other"\nregex = "zzz"\n'
  expect((await run(['stdin'], { stdin: KEY, env: { GITLEAKS_CONFIG_TOML: other } })).exit).toBe(0)
  expect((await run(['stdin', '--enable-rule', 'nope'], { stdin: KEY })).err).toContain(
    'Requested rule nope not found in rules',
  )
  put('x/a.txt.gz', gzipSync(KEY))
  expect((await run(['dir', 'x', '-c', '.gitleaks.toml'])).exit).toBe(0)
  expect((await run(['dir', 'x', '-c', '.gitleaks.toml', '--max-archive-depth=1'])).exit).toBe(1)
})

test('an empty word lets nothing pass, and an empty keyword stands nowhere', async () => {
  put('a.txt', `token ${KEY}\n`)
  put('.gitleaks.toml', `${CONFIG}[[rules.allowlists]]\nstopwords = [""]\n`)
  expect((await run(['dir'])).exit).toBe(1)
  put('.gitleaks.toml', CONFIG.replace('"ACME_"', '""'))
  expect((await run(['dir'])).exit).toBe(0)
})

test('a baseline whose fields are of another kind is none', async () => {
  put('a.txt', `token ${KEY}\n`)
  await run(['dir', '-r', 'base.json'])
  const base = readFileSync(join(scene.cwd, 'base.json'), 'utf8')
  for (const wrong of [
    base.replace('"StartLine": 1', '"StartLine": 1.5'),
    base.replace(/"Tags": \[[^\]]*\]/, '"Tags": "a"'),
  ]) {
    put('base.json', wrong)
    const { exit, err } = await run(['dir', '-b', 'base.json'])
    expect([exit, err]).toEqual([1, expect.stringContaining('Could not load baseline')])
  }
})

test('a link to a folder is followed where a slash asks for it', async () => {
  put('real/a.txt', `token ${KEY}\n`)
  symlinkSync('real', join(scene.cwd, 'link'))
  expect((await run(['dir', 'link', '-c', '.gitleaks.toml'])).exit).toBe(0)
  const { out } = await run(['dir', 'link/', '-c', '.gitleaks.toml', '-r', '-', '-f', 'json'])
  expect(findingsOf(out)).toMatchObject([{ File: 'link/a.txt' }])
})

test('a report that was written is nothing but the report', async () => {
  put('a.txt', `token ${KEY}\n`)
  await run(['dir', '-r', 'out.csv', '-v', 'a.txt', '-c', '.gitleaks.toml'])
  expect(readFileSync(join(scene.cwd, 'out.csv'), 'utf8').split('\n')[0]).toMatch(
    /^RuleID,Commit,File,SymlinkFile,Secret,Match/,
  )
})

test('a file behind a link has the path that the link leads to, as far up as it goes', async () => {
  put('real/key.txt', `${KEY}\n`)
  mkdirSync(join(scene.cwd, 'work/links'), { recursive: true })
  symlinkSync('../../real/key.txt', join(scene.cwd, 'work/links/relative.txt'))
  symlinkSync(join(scene.cwd, 'real/key.txt'), join(scene.cwd, 'work/links/absolute.txt'))
  put('work/rules.toml', CONFIG)
  const args = ['dir', 'links', '--follow-symlinks', '-c', 'rules.toml', '-r', '-', '-f', 'json']
  const { out } = await run(args, { below: 'work' })
  expect(findingsOf(out).map(({ File, SymlinkFile }) => [File, SymlinkFile])).toEqual([
    [join(realpathSync(scene.cwd), 'real/key.txt'), 'links/absolute.txt'],
    ['../real/key.txt', 'links/relative.txt'],
  ])
})

test('a baseline that cannot be read is searched, one that can is not', async () => {
  put('known.json', `not json: ${KEY}`)
  const args = ['dir', '.', '-b', 'known.json', '-r', '-', '-f', 'json']
  const first = await run(args)
  expect(first.err).toContain('ERR Could not load baseline')
  expect(findingsOf(first.out)).toMatchObject([{ File: 'known.json' }])
  put('known.json', first.out)
  expect(findingsOf((await run(args)).out)).toEqual([])
})

test('a template goes with its own format only, said or told by the name of the report', async () => {
  put('t.tmpl', '{{ len . }}')
  put('a.txt', KEY)
  const [good, said, told] = await Promise.all([
    run(['dir', '-r', '-', '-f', 'template', '--report-template', 't.tmpl']),
    run(['dir', '-r', '-', '-f', 'json', '--report-template', 't.tmpl']),
    run(['dir', '-r', 'out.json', '--report-template', 't.tmpl']),
  ])
  expect([good.exit, good.out, said.exit, told.exit]).toEqual([1, '1', 1, 1])
  for (const { err } of [said, told]) expect(err).toContain("Report format must be 'template'")
})

test('--verbose prints what stands beside the match, and with --no-color the match alone', async () => {
  put('a.txt', `\tconst token = "a much longer beginning"; use("${KEY}") // and a rather long end of the line\n`)
  const { out } = await run(['dir', '-v', '--redact=50'])
  expect(out).toContain('Finding:     ...er beginning"; use("acme_k3x9...") // and a rather l...\n')
  expect(out).toContain('Secret:      k3x9...\n')
  expect((await run(['dir', '-v', '--no-color'])).out).toContain(`Finding:     ${KEY}\nSecret:      ${SECRET}\n`)
})

test('a configuration that is not there, and one that another extends, are told as gitleaks tells them', async () => {
  expect(await run(['dir', '-c', 'none.toml'])).toMatchObject({
    exit: 1,
    err: expect.stringContaining(
      'unable to load gitleaks config, err: open none.toml: no such file or directory',
    ) as string,
  })
  put('.gitleaks.toml', '[extend]\npath = "base/none.toml"\n')
  expect(await run(['dir'])).toMatchObject({
    exit: 1,
    err: expect.stringContaining(
      'Failed to load config error="failed to load extended config, err: open base/none.toml: no such file or directory"',
    ) as string,
  })
})

test('bytes that are no UTF-8 are a mark in JSON, themselves in CSV, and lengths are counted in bytes', async () => {
  put('.gitleaks.toml', CONFIG.replace('acme_([a-z0-9]{8})', 'acme_[a-z0-9]{8}(.)'))
  put('a.txt', Buffer.from(`${'\u00e9'.repeat(11)} ${KEY}\xff`, 'latin1'))
  const { out } = await run(['dir', '-r', '-', '-f', 'json'])
  expect(out).toContain(String.raw`"Match": "${KEY}\ufffd"`)
  await run(['dir', '-r', 'out.csv'])
  expect(readFileSync(join(scene.cwd, 'out.csv')).includes(Buffer.from(`${KEY}\xff,`, 'latin1'))).toBe(true)
  put('a.txt', `${'\u00e9'.repeat(11)} ${KEY}! \u{1f600}${'\u00e9'.repeat(11)}`)
  const verbose = await run(['dir', '-v'])
  expect(verbose.out).toContain(
    `Finding:     ...\ufffd${'\u00e9'.repeat(9)} ${KEY}! \u{1f600}${'\u00e9'.repeat(7)}\ufffd...\n`,
  )
  put('.gitleaks.toml', CONFIG)
  put('a.txt', `token ${KEY}\n${' '.repeat(10_605)}`)
  expect((await run(['dir', 'a.txt', '-c', '.gitleaks.toml'])).err).toMatch(/scanned ~10625 bytes \(10.62 KB\)/)
})
