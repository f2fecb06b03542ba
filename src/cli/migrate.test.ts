import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseBaseline } from '../scan/baseline.ts'
import { parseScanSettings } from '../scan/user-rules/scan-settings.ts'
import { command } from './migrate.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rekey-migrate-'))
  execFileSync('git', ['init', '-q', root])
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function migrate(...args: string[]): Promise<string> {
  let out = ''
  const stdout = new Writable({ write: (part, _, done) => ((out += String(part)), done()) })
  const io = {
    stdout,
    stderr: stdout,
    stdin: process.stdin,
    env: { USER: 'ann' },
    cwd: root,
    signal: new AbortController().signal,
  }
  const flags = { 'dry-run': args.includes('--dry-run') }
  await command.run({ args: args.filter((arg) => !arg.startsWith('--')), flags, rest: [] }, io)
  return out
}

const put = (name: string, content: unknown): void =>
  writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content))
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex')

const RULE = 'scan:\n  rules:\n    - id: acme\n      regex: "acme_[a-z0-9]{8}"\n'
/** Of three keys that the rule finds. */
const KEYS = ['k3x9q2z7', 'p4m8w1c6', 'z0y5b7n2'].map((end) => `acme_${end}`)

test('accepted leaks are known by SHA-1, by SHA-256 and by place', async () => {
  put('rekey.yaml', RULE)
  put('a.txt', `one ${KEYS[0]}\ntwo ${KEYS[1]}\nthree ${KEYS[2]}\n`)
  put('.secrets.baseline', {
    plugins_used: [],
    filters_used: [{ path: 'x' }],
    results: { 'a.txt': [{ type: 'Keyword', hashed_secret: hash('sha1', KEYS[0] as string), line_number: 99 }] },
  })
  put('.betterleaksignore', `# known\n${hash('sha256', KEYS[1] as string)}\n`)
  put('.gitleaksignore', `a.txt:acme:3\ngone.txt:acme:7\n`)
  const out = await migrate()
  expect(out).toContain('.rekey-baseline: 3 leaks accepted')
  expect(out).toContain('.gitleaksignore: gone.txt:7 (acme): Rekey reports no leak there')
  expect(out).toContain('.secrets.baseline: 1 filters')
  const entries = parseBaseline(read('.rekey-baseline'))
  expect(entries.map(({ reason }) => reason).toSorted()).toEqual([
    'accepted in .betterleaksignore',
    'accepted in .gitleaksignore',
    'accepted in .secrets.baseline',
  ])
  expect(entries.every(({ owner, expires }) => owner === 'ann' && expires !== undefined)).toBe(true)
  expect(read('.rekey-baseline')).not.toContain('k3x9q2z7')
  expect(await migrate()).toContain('.rekey-baseline: 0 leaks accepted')
})

test('a leak that a person marked as real is not accepted', async () => {
  put('rekey.yaml', RULE)
  put('a.txt', `one ${KEYS[0]}\n`)
  const entry = { type: 'x', hashed_secret: hash('sha1', KEYS[0] as string), line_number: 1, is_secret: true }
  put('.secrets.baseline', { plugins_used: [], results: { 'a.txt': [entry] } })
  expect(await migrate()).toContain('marked as a real secret')
})

test('a gitleaks report and a kingfisher baseline', async () => {
  put('rekey.yaml', RULE)
  put('a.txt', `one ${KEYS[0]}\ntwo ${KEYS[1]}\nthree ${KEYS[2]}\n`)
  put('leaks.json', [
    { RuleID: 'acme', File: 'moved.txt', StartLine: 9, Secret: KEYS[0] },
    { RuleID: 'acme', File: 'a.txt', StartLine: 2, Secret: 'REDACTED' },
  ])
  put(
    'kf.yaml',
    'repositories:\n  - id: git://x\n    findings:\n      - {path: a.txt, fingerprint: "1", rule_id: kf.acme.1, line: 3}\n',
  )
  // The fourth is the report itself, which shows the first key in the clear.
  expect(await migrate('leaks.json', 'kf.yaml')).toContain('4 leaks accepted')
})

test('rules become rules of rekey.yaml, whose other lines stay', async () => {
  put('rekey.yaml', `# ours\nproject: shop\n${RULE}`)
  put(
    '.gitleaks.toml',
    `[[rules]]\nid = "toml-rule"\nregex = '''tr_([a-z]{5})'''\nentropy = 2.5\n[[rules]]\nid = "generic-api-key"\n[allowlist]\ndescription = "copied in"\npaths = ['''^third/''']\n`,
  )
  put('.secretlintrc.json', {
    rules: [
      {
        id: '@secretlint/secretlint-rule-pattern',
        options: { patterns: [{ name: 'My Token', patterns: ['/mt_[a-z]+/i', '/(?=x)y/'] }] },
      },
      { id: '@secretlint/secretlint-rule-aws', options: { allows: ['/x/'] } },
    ],
  })
  put(
    'th.yaml',
    'detectors:\n  - name: Pair Tool\n    keywords: [pt]\n    regex: {id: "pt_id_[0-9]+", token: "pt_tok_[0-9]+"}\n    primary_regex_name: token\n    exclude_words: [test]\n    verify: [{endpoint: "http://localhost"}]\n',
  )
  const out = await migrate('.gitleaks.toml', '.secretlintrc.json', 'th.yaml')
  const { rules, policy } = parseScanSettings(read('rekey.yaml'), 'rekey.yaml')
  expect(rules.map(({ id }) => id)).toEqual(['acme', 'toml-rule', 'my-token-1', 'pair-tool-id', 'pair-tool'])
  expect(rules.at(-1)).toMatchObject({ keywords: ['pt'], required: [{ ruleId: 'pair-tool-id' }] })
  expect(policy).toMatchObject([{ reason: 'copied in' }])
  expect(read('rekey.yaml')).toMatch(/^# ours\nproject: shop\n/)
  expect(out).toContain('generic-api-key: changes a built-in rule')
  expect(out).toContain('my-token-2: error parsing regexp')
  expect(out).toContain('secretlint-rule-aws: allows /x/')
  expect(out).toContain('Pair Tool: its verification')
})

test('a dry run writes nothing, and an unknown file is refused', async () => {
  put('.gitleaks.toml', `[[rules]]\nid = "a"\nregex = '''x'''\n`)
  expect(await migrate('--dry-run')).toContain('1 rules and lines of policy added (nothing was written)')
  expect(() => read('rekey.yaml')).toThrow('ENOENT')
  put('notes.txt', 'hello')
  await expect(migrate('notes.txt')).rejects.toThrow('notes.txt is of no kind that is known here')
})
