/** Changes that take two persons: who may, when, and that no other door leads to the value. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { approvalError, listApprovalRules, setApprovalRule } from '../../access/approvals.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { append } from '../../journal/append.ts'
import { parseSecretName } from '../../secrets/name.ts'
import { dumpTables, START } from '../../../test/fakes/database.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'

const NAME = 'shop/production/KEY'
let one: TestServer
let admin: string
let ada: string
let ben: string
beforeEach(async () => {
  one = await openTestServer()
  admin = await one.token('admin', EVERYTHING)
  ada = await one.token('ada', [allow('shop/**', 'read', 'write', 'approve')])
  ben = await one.token('ben', [allow('shop/**', 'approve')], 'api', undefined, 'person')
  await one.put(NAME, 'first')
  await one.put(NAME, 'second')
  await rule({})
})
afterEach(() => one.close())

const codeOf = (answer: Answer): string | undefined => answer.json<{ error?: { code: string } }>().error?.code
const rule = async (more: object): Promise<void> => {
  const answer = await one.ask(admin, 'PUT', '/api/approval-rules', { pattern: 'shop/production/**', ...more })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
}
const propose = async (value = 'third'): Promise<string> => {
  const body = { secret: NAME, value, reason: 'the old one ends' }
  return (await one.ask(ada, 'POST', '/api/change-requests', body)).json<{ id: string }>().id
}
const decide = (token: string, id: string, verb = 'approve'): Promise<Answer> =>
  one.ask(token, 'POST', `/api/change-requests/${id}/${verb}`, {})
const value = async (): Promise<unknown> =>
  (await one.ask(admin, 'GET', `/api/values/${NAME}`)).json<{ value: string }>().value

test('a proposal is applied by somebody else, once, and never by who made it', async () => {
  const id = await propose()
  expect(codeOf(await decide(ada, id))).toBe('SAME_PERSON')
  const reader = await one.token('reader', [allow('shop/**', 'read', 'write')])
  expect((await decide(reader, id)).statusCode).toBe(403)
  expect(await value()).toBe('second')
  const done = await decide(ben, id)
  expect(done.json(), done.body).toMatchObject({ status: 'applied', version: 3 })
  expect(await value()).toBe('third')
  expect(codeOf(await decide(ben, id))).toBe('CHANGE_NOT_OPEN')
})

test('a machine is no second person, and neither is who gave the proposing machine its token', async () => {
  const id = await propose()
  const robot = await one.token('robot', EVERYTHING)
  expect(codeOf(await decide(robot, id))).toBe('PERSON_NEEDED')
  const entry = { actor: 'ben', action: 'token.created', subject: 'ada', detail: {} }
  await append(one.db, one.clock.now(), [entry])
  expect(codeOf(await decide(ben, id))).toBe('SAME_PERSON')
  const eve = await one.token('eve', [allow('shop/**', 'approve')], 'api', undefined, 'person')
  expect((await decide(eve, id)).json()).toMatchObject({ status: 'applied' })
})

test('a rule that is made while a value is on its way to the disk holds for it', async () => {
  await one.ask(admin, 'DELETE', '/api/approval-rules?pattern=shop/production/**')

  const write = one.app.writes.put(
    { name: parseSecretName(NAME), value: new Sensitive('alone'), actor: 'ada' },
    async () => {
      // After it was admitted by what this node remembers, another node makes the rule.
      if ((await listApprovalRules(one.db)).length) throw approvalError('APPROVAL_REQUIRED', 'takes two persons')
      await setApprovalRule(one.db, START, { pattern: 'shop/**', ttlMs: 60_000, bypass: false, actor: 'admin' })
      return []
    },
  )
  await expect(write).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })

  expect(await value()).toBe('second')
})

test('no other way of writing leads around it', async () => {
  const answers = [
    await one.ask(ada, 'PUT', `/api/values/${NAME}`, { value: 'alone' }),
    await one.ask(ada, 'POST', `/api/rollback/${NAME}`, { version: 1 }),
  ]
  expect(answers.map(codeOf)).toEqual(['APPROVAL_REQUIRED', 'APPROVAL_REQUIRED'])
  await one.ask(ada, 'PUT', '/api/environments/shop/production/values', { values: { KEY: 'alone' } })
  expect(await value()).toBe('second')
})

test('a proposal against a version that is gone is stale, and one that waited too long has expired', async () => {
  await rule({ ttlMs: 60_000 })
  const stale = await propose()
  const late = await propose()
  await one.put(NAME, 'meanwhile')
  expect(codeOf(await decide(ben, stale))).toBe('CHANGE_STALE')
  one.clock.advance(60_000)
  expect(codeOf(await decide(ben, late))).toBe('CHANGE_NOT_OPEN')
  expect(await value()).toBe('meanwhile')
})

test('passing alone takes a rule that permits it, admin and a reason, and is journalled', async () => {
  const pass = (token: string, reason: string): Promise<Answer> =>
    one.ask(token, 'PUT', `/api/values/${NAME}`, { value: 'alone' }, { 'x-rekey-bypass-reason': reason })
  expect(codeOf(await pass(admin, 'the shop is down'))).toBe('BYPASS_REFUSED')
  await rule({ bypass: true })
  expect(codeOf(await pass(ada, 'the shop is down'))).toBe('BYPASS_REFUSED')
  expect(codeOf(await pass(admin, 'short'))).toBe('BYPASS_REFUSED')
  expect(await dumpTables(one.db)).not.toContain('approval.BYPASSED')
  expect((await pass(admin, 'the shop is down')).statusCode).toBe(200)
  expect(await dumpTables(one.db)).toMatch(/approval\.BYPASSED/)
  expect(await value()).toBe('alone')
})
