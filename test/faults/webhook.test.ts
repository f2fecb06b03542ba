/** A delivery that is not what it claims to be is refused, and costs nothing. */
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type House, type Up } from './program.ts'

const MEGABYTE = 1024 * 1024
let house: House
let up: Up
let hook: { url: string; webhookSecret: string }

beforeAll(async () => {
  house = await openHouse()
  up = await house.up()
  const bare = join(house.home, 'backend.git')
  mkdirSync(bare)
  execFileSync('git', ['init', '--quiet', '--bare', bare])
  const added = await house.run(['repository', 'add', 'shop/backend', bare, '--json'])
  hook = JSON.parse(added.stdout) as typeof hook
}, 60_000)
afterAll(() => house.close())

interface Answer {
  readonly status: number
  readonly code: string
  readonly hint: string
}

async function deliver(body: string | Buffer, signature?: string, url = hook.url): Promise<Answer> {
  const right = `sha256=${createHmac('sha256', hook.webhookSecret).update(body).digest('hex')}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature ?? right },
    body: body as string,
  })
  const { error } = (await answer.json()) as { error?: { code: string; hint: string } }
  return { status: answer.status, code: error?.code ?? '', hint: error?.hint ?? '' }
}

const push = JSON.stringify({ ref: 'refs/heads/main', before: '0'.repeat(40), after: '1'.repeat(40) })

test('a wrong signature, a missing one and an unknown repository are answered alike', async () => {
  const refused = { status: 401, code: 'SIGNATURE_WRONG', hint: expect.stringContaining('X-Hub-Signature-256') }
  expect(await deliver(push, `sha256=${'0'.repeat(64)}`)).toEqual(refused)
  expect(await deliver(push, '')).toEqual(refused)
  expect(await deliver(push, undefined, `${hook.url}x`)).toEqual(refused)
  expect(await deliver(Buffer.alloc(24 * MEGABYTE, 0x20), 'sha256=0')).toEqual(refused)
})

test('50 MB are refused before they are read, and the server goes on', async () => {
  const before = residentBytes()
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () =>
      // The server answers and hangs up; a client that is still sending may see no more than that.
      deliver(Buffer.alloc(50 * MEGABYTE, 0x20), 'sha256=0').catch(() => 'closed' as const),
    ),
  )
  for (const outcome of outcomes) {
    if (outcome !== 'closed')
      expect(outcome).toEqual({ status: 413, code: 'BODY_TOO_LARGE', hint: `Send at most ${25 * MEGABYTE} bytes.` })
  }
  expect(residentBytes() - before).toBeLessThan(100 * MEGABYTE)
  expect((await deliver('{"ref":1}')).status).toBe(400)
  expect((await deliver('not json')).status).toBe(400)
})

/** Memory of the server. */
function residentBytes(): number {
  const status = readFileSync(`/proc/${up.child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
}

test('a push whose commit does not exist is written down, tried again, and does no harm', async () => {
  expect((await deliver(push)).status).toBe(202)
  expect((await house.run(['incident', 'list'])).stdout).toContain('No incidents')
  expect((await house.run(['journal', 'verify'])).code).toBe(0)
})

test('the hook of a repository says when nobody hears it, and when its secret is wrong', async () => {
  const line = `${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/main\n`
  const secretFile = join(house.home, 'backend.git', 'wrong-secret')
  const call = ['hook', 'post-receive', '--url', hook.url, '--secret-file', secretFile]
  expect(await house.refuse(call, { input: line })).toContain('[HOOK_SECRET_UNREADABLE]')
  execFileSync('sh', ['-c', `printf canary > '${secretFile}'`])
  expect(await house.refuse(call, { input: line })).toMatch(/answered 401 \[HOOK_NOT_HEARD\]\nhint: .*rekey scan/)
})
