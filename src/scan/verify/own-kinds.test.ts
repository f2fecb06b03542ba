import { expect, test } from 'vitest'
import { Sensitive } from '../../base/sensitive.ts'
import { parseScanSettings } from '../user-rules/scan-settings.ts'
import { ownKinds } from './own-kinds.ts'

/** What a template asks for a key of `k/1` and a user `u&2` beside it, and the verdict on an answer. */
async function ask(verify: string, answer = new Response('{"user":{"id":7}}', { status: 200 })) {
  const { rules } = parseScanSettings(
    `scan:\n  rules:\n    - {id: acme, regex: x, required: {id: user}, verify: ${verify}}\n    - {id: user, regex: y, skipReport: true}`,
    'rekey.yaml',
  )
  const sent: Request[] = []
  const verdict = await ownKinds(rules)
    .get('acme')
    ?.verify(new Sensitive('k/1'), {
      http: async (url, init) => {
        sent.push(new Request(url, init))
        return answer
      },
      sql: () => Promise.reject(new Error('none')),
      now: () => new Date(0),
      signal: new AbortController().signal,
      settings: {},
      companions: [{ rule: 'user', secret: new Sensitive('u&2') }],
      runId: 'test',
    })
  const [request] = sent
  return { verdict, request, body: await request?.text() }
}

test('placeholders are escaped where they stand', async () => {
  const url = await ask(`{url: 'https://api.acme.example/v1/{key}?user={user}'}`)
  expect(url.request?.url).toBe('https://api.acme.example/v1/k%2F1?user=u%262')
  const headers = await ask(`{url: 'https://api.acme.example/me', headers: {x-key: 'K {key}'}, basic: '{user}:{key}'}`)
  expect(headers.request?.headers.get('x-key')).toBe('K k/1')
  expect(headers.request?.headers.get('authorization')).toBe(`Basic ${Buffer.from('u&2:k/1').toString('base64')}`)
  const json = await ask(`{url: 'https://api.acme.example/me', json: {key: '{key}'}}`)
  expect([json.request?.method, json.body]).toEqual(['POST', '{"key":"k/1"}'])
  const form = await ask(`{url: 'https://api.acme.example/me', form: {user: '{user}'}}`)
  expect(form.body).toBe('user=u%262')
})

const page = { headers: { 'content-type': 'text/html' } }
test.each<[string, string, Response, object]>([
  ['an answer with the member', 'live: user.id', new Response('{"user":{"id":7}}'), { state: 'live' }],
  ['an answer without it', 'live: user.name', new Response('{"user":{}}'), { state: 'unknown', why: 'ambiguous' }],
  ['any answer, where no member is named', '', new Response('ok'), { state: 'live' }],
  ['a page', '', new Response('<html>', page), { state: 'unknown', why: 'ambiguous' }],
  ['a refusal', '', new Response('{}', { status: 401 }), { state: 'dead', why: 'refused' }],
  ['a refusal of its own', 'dead: [404]', new Response('{}', { status: 404 }), { state: 'dead', why: 'refused' }],
  [
    'what is no refusal then',
    'dead: [404]',
    new Response('{}', { status: 401 }),
    { state: 'unknown', why: 'ambiguous' },
  ],
  ['too little rights', 'restricted: [402]', new Response('{}', { status: 402 }), { state: 'restricted' }],
  ['a failure', '', new Response('{}', { status: 500 }), { state: 'unknown', why: 'network' }],
])('%s', async (_, more, answer, expected) => {
  expect((await ask(`{url: 'https://api.acme.example/me', ${more}}`, answer)).verdict).toEqual(expected)
})
