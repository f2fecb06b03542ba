/**
 * What each provider file asks, against what the provider's own client was seen to ask (`npm run oracles`), and our answers
 * against those that this client took. A recording about other answers than those of the table is out of date, and an
 * excuse for a difference that is gone is one too many.
 */
import { expect, test } from 'vitest'
import { KEY_ANSWERS } from './answers/all.ts'
import { ourRequest } from './oracles/our-request.ts'
import { answersMark, readRecordings, type Recording } from './oracles/recording.ts'
import { differingParts, formOf, type RequestForm, type SentRequest } from './oracles/request-form.ts'

const recordings = readRecordings()
const cases = Object.entries(recordings)

test.each(cases)('%s: its own client asks what we ask, and took our answers', async (kind, recording) => {
  const answers = KEY_ANSWERS.find((one) => `${one.provider} ${one.kind}` === kind)
  if (!answers) throw new Error(`${kind} has no answers`)
  const { form, verdict } = await ourRequest(answers)
  expect(verdict).toEqual({ state: 'live' })
  expect(differingParts(form, recording.asks), 'differences from the recording').toEqual(
    Object.keys(recording.but ?? {}),
  )
  expect(answersMark(answers), 'the answers changed since: npm run oracles').toBe(recording.answers)
})

test('no recording holds more of a key than its placeholder', () => {
  for (const [kind, { asks, refusal }] of cases) {
    const told = JSON.stringify([asks.path, asks.query, asks.shows, asks.body])
    expect(told, kind).toContain('{key}')
    expect(`${told} ${refusal}`.replaceAll(/\{(?:key|\d)\}/g, ''), kind).not.toMatch(/[A-Za-z0-9]{32}/)
  }
})

const theirs: RequestForm = (recordings['openai api-key'] as Recording).asks
test.each<[string, Partial<RequestForm>, string[]]>([
  ['another host', { host: 'api.openai.example' }, ['host']],
  ['another path', { path: '/v2/models' }, ['path']],
  ['another method', { method: 'POST' }, ['method']],
  ['a header of another name', { shows: { 'x-api-key': '{key}' } }, ['shows']],
  ['another scheme', { shows: { authorization: 'Token {key}' } }, ['shows']],
  ['a parameter that their client does not send', { query: { limit: '1' } }, ['query']],
  ['a version that their client does not send', { headers: { 'openai-version': '1' } }, ['headers']],
  ['a member of the body', { body: { key: '{key}' } }, ['body']],
  ['nothing else', {}, []],
])('%s is seen', (_, changed, differing) => {
  expect(differingParts({ ...theirs, ...changed }, theirs)).toEqual(differing)
})

test('order, escapes and spellings of one request are one form', () => {
  const sent: SentRequest = {
    host: 'a.example',
    line: 'POST //v1/me?b=2&a=x%2Cy',
    headers: { authorization: `basic ${Buffer.from('u:s3').toString('base64')}`, 'user-agent': 'x', 'a-version': '1' },
    body: '{"b":{"c":1},"a":"s3"}',
  }
  expect(formOf(sent, [['s3', '{key}']])).toEqual({
    host: 'a.example',
    method: 'POST',
    path: '/v1/me',
    query: { a: 'x,y', b: '2' },
    shows: { basic: 'u:{key}' },
    headers: { 'a-version': '1' },
    body: { a: '{key}', b: '{"c":1}' },
  })
  expect(formOf({ ...sent, body: 'b=2&a=s3' }, [['s3', '{key}']]).body).toEqual({ a: '{key}', b: '2' })
  expect(formOf({ ...sent, body: '{"query":"{ viewer }"}' }, []).body).toEqual({ query: 'GraphQL' })
})
