import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { MASK } from './mask-stream.ts'

const CANARY = ['canary', 'value', '51f0'].join('-')
const values: Record<string, string> = {}
let server: Server
let url: string
let folder: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    const all = Object.entries(values).map(([name, value]) => ({
      name,
      key: name.split('/').at(-1),
      version: 1,
      value,
    }))
    const one = all.find(({ name }) => pathname === `/api/values/${name}`)
    if (one) return response.end(JSON.stringify(one))
    if (pathname === '/api/secrets') return response.end(JSON.stringify({ secrets: all.map(({ name }) => ({ name })) }))
    if (pathname === '/api/environments/shop/production/values') return response.end(JSON.stringify({ values: all }))
    const error = { code: 'SECRET_NOT_FOUND', message: 'there is no such secret', hint: 'Check the name.' }
    return response.writeHead(404).end(JSON.stringify({ error }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-run-'))
  for (const name of Object.keys(values)) delete values[name]
  values['shop/production/API_KEY'] = CANARY
})
afterEach(() => rm(folder, { recursive: true }))

/** A process of its own that runs the command the way main.ts does. */
const MAIN = `
  import { parseArgs } from 'node:util'
  import { command } from ${JSON.stringify(new URL('run.ts', import.meta.url).href)}
  const at = process.argv.indexOf('--')
  const { values, positionals } = parseArgs({ args: process.argv.slice(1, at), options: command.flags, allowPositionals: true })
  const { stdout, stderr, stdin, env } = process
  const io = { stdout, stderr, stdin, env, cwd: process.cwd(), signal: new AbortController().signal }
  try {
    process.exitCode = await command.run({ args: positionals, flags: values, rest: process.argv.slice(at + 1) }, io)
  } catch (error) {
    stderr.write('error: ' + error.message + '\\nhint: ' + error.hint + '\\n')
    process.exitCode = error.exit
  }`
const ENVIRONMENT = ['--project', 'shop', '--environment', 'production']

function start(flags: readonly string[], cmd: readonly string[], env: Record<string, string> = {}) {
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', MAIN, '--', ...flags, '--', ...cmd]
  return spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, REKEY_URL: url, REKEY_TOKEN: 'token-of-the-test', ...env },
  })
}

async function firstOutput(child: ChildProcessWithoutNullStreams): Promise<void> {
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('ended without output'))),
  ])
}

async function finish(child: ChildProcessWithoutNullStreams) {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }
}

const run = (flags: readonly string[], cmd: readonly string[], env?: Record<string, string>) =>
  finish(start(flags, cmd, env))

test('the child gets the value, its output shows a mask, its exit code is kept', async () => {
  const script = 'printf "%s|%s" "${#API_KEY}" "$API_KEY"; printf "%s" "$API_KEY" >&2; exit 7'
  const result = await run(ENVIRONMENT, ['sh', '-c', script])
  expect(result).toEqual({ code: 7, stdout: `${CANARY.length}|${MASK}`, stderr: MASK })
})

test('--no-mask shows the value; input reaches the child', async () => {
  const child = start([...ENVIRONMENT, '--no-mask'], ['sh', '-c', 'read line; echo "$line $API_KEY"'])
  child.stdin.end('hello\n')
  expect(await finish(child)).toMatchObject({ code: 0, stdout: `hello ${CANARY}\n` })
})

test('a value written in pieces is masked', async () => {
  const script = `const v = process.env.API_KEY; let i = 0
    const next = () => i < v.length ? process.stdout.write(v[i++], () => setTimeout(next, 2)) : 0
    next()`
  expect(await run(ENVIRONMENT, [process.execPath, '-e', script])).toMatchObject({ code: 0, stdout: MASK })
})

test.each(['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGINT'] as const)('%s reaches the child', async (signal) => {
  const script = `trap 'echo got ${signal}; exit 42' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`
  const child = start(ENVIRONMENT, ['sh', '-c', script])
  const result = finish(child)
  await firstOutput(child)
  child.kill(signal)
  expect(await result).toMatchObject({ code: 42, stdout: `ready\ngot ${signal}\n` })
})

test('a child ended by a signal gives 128 + n', async () => {
  expect((await run(ENVIRONMENT, ['sh', '-c', 'kill -KILL $$'])).code).toBe(137)
  expect((await run(ENVIRONMENT, ['sh', '-c', 'kill -TERM $$'])).code).toBe(143)
})

test('the value is in no argument list and in no file', async () => {
  const script = 'echo ready; read line; exit 0'
  const child = start([...ENVIRONMENT, '--no-fallback'], ['sh', '-c', script])
  const result = finish(child)
  await firstOutput(child)
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
  const pids = [child.pid, ...children.trim().split(' ')]
  expect(pids).toHaveLength(2)
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8')))
  expect(lines.join('\n')).toContain('echo ready')
  expect(lines.join('\n')).not.toContain(CANARY)
  expect(await readFile(`/proc/${pids[1]}/environ`, 'utf8')).toContain(CANARY)
  expect(await readFile(`/proc/${child.pid}/environ`, 'utf8')).not.toContain(CANARY)
  child.stdin.end('\n')
  expect((await result).code).toBe(0)
  expect(await readdir(folder, { recursive: true })).toEqual([])
})

test('--only, --map and --preserve-env choose, rename and yield', async () => {
  values['shop/production/OTHER'] = 'other-value'
  values['shop/production/billing/API_KEY'] = 'billing-value'
  const print = ['sh', '-c', 'echo "${API_KEY-none} ${OTHER-none} ${BILLING-none} ${REKEY_TOKEN-none}"']
  expect((await run([...ENVIRONMENT, '--no-mask'], print)).stderr).toContain('would both be API_KEY')
  const chosen = [...ENVIRONMENT, '--no-mask', '--map', 'BILLING=shop/production/billing/API_KEY']
  expect((await run(chosen, print)).stdout).toBe(`${CANARY} other-value billing-value none\n`)
  const only = ['--only', 'OTHER,shop/production/API_KEY', '--preserve-env', '--pass-token']
  const env = { OTHER: 'mine' }
  expect((await run([...ENVIRONMENT, '--no-mask', ...only], print, env)).stdout).toBe(
    `${CANARY} mine none token-of-the-test\n`,
  )
  const single = await run(['--secrets', 'shop/production/OTHER', '--no-mask'], print)
  expect(single.stdout).toBe('none other-value none none\n')
})

test.each([
  ['no command', [], [], 2, 'rekey run --project'],
  ['an unknown secret', [...ENVIRONMENT, '--only', 'MISSING'], ['true'], 2, 'no secret MISSING'],
  ['a refusal of the server', ['--secrets', 'shop/production/NONE'], ['true'], 2, 'Check the name.'],
  ['a name with dots', ['--secrets', 'shop/../NONE'], ['true'], 2, 'not the full name'],
  ['no server', [...ENVIRONMENT, '--server', 'http://127.0.0.1:1'], ['true'], 2, 'rekey up'],
  ['a command that is not there', ENVIRONMENT, ['no-such-command'], 127, 'command not found: no-such-command'],
  ['a command that is a folder', ENVIRONMENT, ['/'], 126, 'cannot execute'],
])('%s is a clear error', async (_title, flags, cmd, code, text) => {
  const result = await run(flags, cmd)
  expect(result).toMatchObject({ code, stdout: '' })
  expect(result.stderr).toContain(text)
  expect(result.stderr).not.toContain(CANARY)
})

test('the environment is the only one there is, or the one that rekey.yaml names', async () => {
  const print = ['sh', '-c', 'echo $API_KEY']
  expect((await run(['--no-mask'], print)).stdout).toBe(`${CANARY}\n`)
  values['shop/staging/API_KEY'] = 'staging-value'
  const unclear = await run([], print)
  expect(unclear).toMatchObject({ code: 2, stdout: '' })
  expect(unclear.stderr).toContain('shop/production, shop/staging')
  await writeFile(join(folder, 'rekey.yaml'), 'project: shop\nenvironment: production\n')
  const named = await run(['--no-mask', '--only', 'shop/production/API_KEY'], print)
  expect(named.stdout).toBe(`${CANARY}\n`)
})

test('a file without the execute bit gives 126', async () => {
  await writeFile(join(folder, 'script'), '#!/bin/sh\n')
  await chmod(join(folder, 'script'), 0o644)
  expect(await run(ENVIRONMENT, ['./script'])).toMatchObject({ code: 126 })
})

test.each(['PATH', 'LD_PRELOAD', 'NODE_OPTIONS', 'GIT_SSH_COMMAND'])('%s is refused unless allowed', async (name) => {
  values[`shop/production/${name}`] = '--title=reserved'
  expect(await run(ENVIRONMENT, ['true'])).toMatchObject({ code: 3, stdout: '' })
  if (name === 'NODE_OPTIONS') {
    expect((await run([...ENVIRONMENT, '--allow-reserved'], [process.execPath, '-p', 'process.title'])).code).toBe(0)
  }
})

test('a value with a NUL byte is refused by name', async () => {
  values['shop/production/BINARY'] = `a\0${CANARY}`
  const result = await run(ENVIRONMENT, ['true'])
  expect(result.code).toBe(2)
  expect(result.stderr).toContain('shop/production/BINARY')
  expect(result.stderr).not.toContain(CANARY)
})

test('a reader that goes away ends the child', async () => {
  const child = start(ENVIRONMENT, ['sh', '-c', 'while :; do echo "$API_KEY"; done'])
  await firstOutput(child)
  child.stdout.destroy()
  const [code] = (await once(child, 'exit')) as [number]
  expect([1, 141]).toContain(code)
})
