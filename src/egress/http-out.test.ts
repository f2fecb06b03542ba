import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpOut } from './http-out.ts'
import { isOpenAddress } from './open-address.ts'

let server: Server
let port: number
const asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.host}`)
    if (request.url === '/slow') response.writeHead(200).write('x')
    else if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    else request.pipe(response.writeHead(200, { 'x-a': 'b' }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test.each([
  ['8.8.8.8', true],
  ['172.32.0.1', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['2002:7f00:1::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['ff02::1', false],
  ['localhost', false],
  ['', false],
])('the address %s is open: %s', (address, expected) => {
  expect(isOpenAddress(address, [])).toBe(expected)
})

test.each([
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'http://localhost:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::1]:PORT/',
  'http://0:PORT/',
  'http://169.254.169.254/latest/meta-data/',
  'file:///etc/passwd',
  'ftp://example.org/',
])('%s is refused before anything is sent', async (url) => {
  await expect(createHttpOut([])(url.replace('PORT', String(port)))).rejects.toMatchObject({ code: 'EGRESS_REFUSED' })
  expect(asked).toEqual([])
})

test('a name is resolved once, and all its addresses must be open', async () => {
  const answers = [
    [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ],
    [],
  ]
  for (const answer of answers) {
    const out = createHttpOut([], () => Promise.resolve(answer))
    await expect(out(`http://rebind.example:${port}/`)).rejects.toMatchObject({ code: 'EGRESS_REFUSED' })
  }
  let questions = 0
  const pinned = createHttpOut(['127.0.0.1'], () => {
    questions++
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }])
  })
  const answer = await pinned(`http://name.example:${port}/x`, { method: 'POST', body: 'hello' })
  expect([answer.status, await answer.text(), answer.headers.get('x-a'), questions]).toEqual([200, 'hello', 'b', 1])
  expect(asked.pop()).toBe(`POST /x name.example:${port}`)
})

test('a redirect is an answer, not a way', async () => {
  const answer = await createHttpOut(['127.0.0.0/8'])(`http://127.0.0.1:${port}/away`)
  expect(answer.status).toBe(302)
})

test('an answer that never ends, or is too large, ends in an error', async () => {
  const out = createHttpOut(['127.0.0.1'], undefined, { timeoutMs: 300, maxBytes: 1_000 })
  await expect(out(`http://127.0.0.1:${port}/slow`)).rejects.toThrow()
  const body = 'x'.repeat(1_001)
  await expect(out(`http://127.0.0.1:${port}/x`, { method: 'POST', body })).rejects.toMatchObject({
    code: 'EGRESS_REFUSED',
  })
  expect((await out(`http://127.0.0.1:${port}/x`, { method: 'POST', body: body.slice(1) })).status).toBe(200)
})
