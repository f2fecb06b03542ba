import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { expandTemplate } from '../detect/expand-template.ts'
import { command } from './scan.ts'

const LIVE = fakeGithubToken(1)
const DEAD = fakeGithubToken(2)
const repository = createRepository()
let server: Server
let url: string
let asked: string[] = []
beforeAll(async () => {
  repository.commit('oops', {
    'a.env': `A=${LIVE} # pragma: allowlist secret\nB=${DEAD}\n`,
    'b.env': `A=${LIVE} # pragma: allowlist secret\n`,
  })
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const isLive = request.headers.authorization === `Bearer ${LIVE}`
    const body = isLive ? { login: 'deploy-bot', id: 4711 } : { message: 'Bad credentials' }
    response
      .writeHead(isLive ? 200 : 401, {
        'content-type': 'application/json',
        ...(isLive && { 'x-oauth-scopes': 'repo' }),
      })
      .end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  repository.remove()
})
beforeEach(() => {
  asked = []
})

async function scan(flags: Record<string, string | boolean>): Promise<{ exit: number; text: string; said: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io = { stdout, stderr, stdin: Readable.from([]), env: {}, cwd: repository.path }
  const exit = await command.run({ args: [], flags, rest: [] }, { ...io, signal: new AbortController().signal })
  const read = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? ''
  return { exit, text: read(stdout), said: read(stderr) }
}

const here = (): Record<string, string | boolean> => ({
  verify: true,
  'verify-at': `github=${url}`,
  'verify-allow': '127.0.0.1',
  'verify-rate': '1000',
})

test('a live key comes back from what a comment set aside, a dead one is graded low, and each request is recorded', async () => {
  const log = join(repository.path, '..', `requests-${process.pid}.jsonl`)
  const { exit, text } = await scan({ ...here(), json: true, 'verify-log': log })
  expect(exit).toBe(1)
  const { findings } = JSON.parse(text) as { findings: { file: string; confidence: string; verdict: object }[] }
  expect(findings.map(({ file, confidence, verdict }) => [file, confidence, verdict])).toEqual([
    ['a.env', 'high', { state: 'live' }],
    ['a.env', 'low', { state: 'dead', why: 'refused' }],
    ['b.env', 'high', { state: 'live' }],
  ])
  expect(findings[0]).toMatchObject({ inspection: { principal: 'deploy-bot', scopes: ['repo'], access: 'write' } })
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  rmSync(log)
  expect(
    lines.map((line) => (JSON.parse(line) as { doing: string }).doing).toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['control', 'inspect', 'verify', 'verify'])
  expect(asked).toHaveLength(lines.length)
  expect([LIVE, DEAD].filter((key) => lines.join().includes(key) || text.includes(key))).toEqual([])
})

test.each(['text', 'sarif', 'csv', 'github', 'gitlab', 'junit', 'markdown', 'html'])(
  'the verdict is in a %s report',
  async (format) => {
    const { text } = await scan({ ...here(), format })
    expect(text).toMatch(/\blive\b|accepts the key/)
    expect(text).not.toContain(LIVE)
  },
)

test('nothing is asked without --verify, at a private address, or when the record cannot be written', async () => {
  await scan({ json: true })
  const { text } = await scan({ verify: true, 'verify-at': `github=${url}`, json: true })
  expect(JSON.parse(text)).toMatchObject({ findings: [{ verdict: { state: 'unknown', why: 'policy' } }] })
  await expect(scan({ ...here(), 'verify-log': 'no/such/folder/x' })).rejects.toMatchObject({
    code: 'SCAN_OUTPUT_FAILED',
  })
  expect(asked).toEqual([])
})

test.each([
  { 'verify-only': 'github' },
  { verify: true, 'verify-only': 'nobody' },
  { verify: true, 'verify-at': 'github' },
  { verify: true, 'verify-at': 'github=file:///etc' },
  { verify: true, 'verify-at': 'github=https://user:pass@example.com' },
  { verify: true, 'verify-rate': '0' },
  { verify: true, 'verify-total': 'all' },
])('a flag that means nothing is told: %j', async (flags: Record<string, string | boolean>) => {
  await expect(scan(flags)).rejects.toMatchObject({ code: 'SCAN_USAGE' })
})

const verdicts = (text: string): unknown[] =>
  (JSON.parse(text) as { findings: { verdict: { state: string; why?: string } }[] }).findings.map(
    ({ verdict: { state, why } }) => `${state} ${why}`,
  )

test('rekey.yaml limits what is asked, a flag wins over it, and what a limit ended is told with a hint', async () => {
  const limits = async (text: string, flags: Record<string, string> = {}): ReturnType<typeof scan> => {
    writeFileSync(join(repository.path, 'rekey.yaml'), `scan:\n  verify:\n    ${text}\n`)
    return scan({ ...here(), json: true, ...flags }).finally(() => rmSync(join(repository.path, 'rekey.yaml')))
  }
  const off = await limits('off: github')
  expect(verdicts(off.text)).toEqual(['unknown policy'])
  expect(off.text).toContain('scan.verify.off of rekey.yaml')
  expect(verdicts((await limits('hosts: api.github.com')).text)).toEqual(['unknown policy'])
  expect(asked).toEqual([])

  const few = await limits('requests: 1')
  expect(asked).toHaveLength(1)
  expect(few.said).toContain('not all keys were verified: a run may ask once\nhint: ')
  expect(verdicts((await limits('requests: 1', { 'verify-total': '100' })).text)).toContain('live undefined')
  expect(verdicts((await limits('off: [github]', { 'verify-only': 'github' })).text)).toContain('live undefined')

  await expect(limits('off: githbu')).rejects.toMatchObject({
    code: 'SCAN_SETTINGS_INVALID',
    hint: 'Did you mean github?',
  })
})

test('a rule of rekey.yaml asks about its key only where the command line names its host or address', async () => {
  const key = expandTemplate('acme_{a-z0-9:24}')
  const files = { 'own.env': `K=${key}\n`, 'rekey.yaml': OWN_RULE }
  const paths = Object.keys(files).map((name) => join(repository.path, name))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(repository.path, name), text)
  const own = (text: string): object | undefined =>
    (JSON.parse(text) as { findings: { rule: string; verdict: object }[] }).findings.find(({ rule }) => rule === 'acme')
  try {
    const silent = await scan({ verify: true, 'verify-only': 'slack', json: true })
    expect(own(silent.text)).toMatchObject({ verdict: { state: 'unknown', why: 'policy' } })
    expect(silent.said).toContain(
      'rules of rekey.yaml would ask api.acme.example, which the command line does not name',
    )
    const at = { ...here(), 'verify-at': `github=${url},acme=${url}/base`, json: true }
    const { text, said } = await scan(at)
    // This server knows no such key and says so.
    expect(own(text)).toMatchObject({ verdict: { state: 'dead', why: 'refused' } })
    expect(asked).toContain('GET /base/v1/me')
    expect(said).toBe('')
    expect(text).not.toContain(key)
  } finally {
    for (const path of paths) rmSync(path)
  }
})

const OWN_RULE = `
scan:
  rules:
    - id: acme
      regex: '(acme_[a-z0-9]{24})'
      verify:
        url: https://api.acme.example/v1/me
        headers: { authorization: 'Bearer {key}' }
`
