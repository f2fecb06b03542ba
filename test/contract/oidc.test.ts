/**
 * People who sign in at an OpenID provider, against one that is not ours: `oidc-provider`, certified by the OpenID
 * Foundation, with its own login and consent pages.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { START } from '../fakes/database.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../fakes/test-server.ts'

const HERE = 'http://rekey.test'
const CLIENT_SECRET = 'of the test only'

let rekey: TestServer
let admin: string
let outside: Server
let issuer: string

/** Accounts by login name: what the provider says of them. */
const ACCOUNTS: Record<string, Record<string, unknown>> = {
  ada: { preferred_username: 'Ada', groups: ['sre', 'unmapped'], department: 'payments' },
  mallory: { preferred_username: 'admin', groups: [], department: '*/../**' },
}

beforeEach(async () => {
  outside = createServer((request, response) => void provider.callback()(request, response))
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'rekey',
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${HERE}/api/login/oidc/acme/callback`],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'department'], email: ['email'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => Promise.resolve({ sub: id, ...ACCOUNTS[id] }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ['of the test only'] },
  })
  rekey = await openTestServer({ door: { publicUrl: HERE }, egressAllow: ['127.0.0.1'] })
  rekey.clock.advance(Date.now() - START.getTime())
  admin = await rekey.token('admin', EVERYTHING, 'api', undefined, 'person')
})

afterEach(async () => {
  await rekey.close()
  outside.closeAllConnections()
  await new Promise((resolve) => outside.close(resolve))
})

async function configure(more: object = {}): Promise<void> {
  const settings = { issuer, audiences: ['rekey'], clientId: 'rekey', scopes: ['profile'], ...more }
  const body = { kind: 'oidc', settings, clientSecret: CLIENT_SECRET }
  const answer = await rekey.ask(admin, 'PUT', '/api/sign-in-methods/acme', body)
  expect(answer.statusCode, answer.body).toBe(204)
}

/** A browser at the provider: follows its redirects, keeps its cookies, fills its pages. */
async function signInAtProvider(location: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(location)
  let form: Record<string, string> | undefined
  for (let steps = 0; steps < 15; steps++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const init: RequestInit = { redirect: 'manual', headers: { cookie } }
    const answer = await fetch(url, form ? { ...init, method: 'POST', body: new URLSearchParams(form) } : init)
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next) {
      url = new URL(next, url)
      form = undefined
      if (url.origin === HERE) return url
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
    if (!action) throw new Error(`the provider stays at ${url.pathname}: ${answer.status}`)
    url = new URL(action, url)
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    form = prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }
  }
  throw new Error('the provider goes round in circles')
}

async function begin(): Promise<{ location: string; cookie: string }> {
  const answer = await rekey.ask(undefined, 'GET', '/api/login/oidc/acme')
  expect(answer.statusCode, answer.body).toBe(302)
  const { name, value } = answer.cookies[0] as { name: string; value: string }
  return { location: String(answer.headers.location), cookie: `${name}=${value}` }
}

const finish = (back: URL, cookie: string): Promise<Answer> =>
  rekey.ask(undefined, 'GET', `${back.pathname}${back.search}`, undefined, { cookie })

async function signIn(login: string): Promise<Answer> {
  const { location, cookie } = await begin()
  return finish(await signInAtProvider(location, login), cookie)
}

async function sessionOf(answer: Answer): Promise<{ name: string } | undefined> {
  const session = answer.cookies.find(({ name, value }) => name !== 'rekey_sign_in' && value !== '')
  if (!session) return undefined
  const cookie = `${session.name}=${session.value}`
  const told = await rekey.ask(undefined, 'GET', '/api/session', undefined, { cookie })
  return told.statusCode === 200 ? told.json<{ identity: { name: string } }>().identity : undefined
}

test('a person is made at the first sign-in where that is wanted, and is the same one at the second', async () => {
  await configure({ createPeople: true })
  const first = await signIn('ada')
  expect(first.headers.location).toBe('/ui/')
  expect(await sessionOf(first)).toMatchObject({ name: 'Ada' })
  expect(await sessionOf(await signIn('ada'))).toMatchObject({ name: 'Ada' })
  const people = await rekey.db.selectFrom('identities').select('name').where('kind', '=', 'person').execute()
  expect(people.map(({ name }) => name).toSorted()).toEqual(['Ada', 'admin'])
})

test('an account with the name of somebody here does not become that one', async () => {
  await configure({ createPeople: true })
  const answer = await signIn('mallory')
  expect(answer.headers.location).toBe('/ui/?sign-in=refused')
  expect(await sessionOf(answer)).toBeUndefined()
})

test('without createPeople only an account that an administrator linked comes in', async () => {
  await configure()
  expect(await sessionOf(await signIn('ada'))).toBeUndefined()
  const made = await rekey.ask(admin, 'POST', '/api/identities', { name: 'lovelace', kind: 'person', policies: [] })
  expect(made.statusCode).toBe(200)
  const link = { identity: 'lovelace', subject: 'ada' }
  expect((await rekey.ask(admin, 'POST', '/api/sign-in-methods/acme/links', link)).statusCode).toBe(204)
  expect(await sessionOf(await signIn('ada'))).toMatchObject({ name: 'lovelace' })
})

test('groups that are mapped give their policy, others nothing, and what left the group is taken away', async () => {
  await rekey.put('shop/production/KEY', 'value of the test')
  const policy = { rules: [allow('shop/**', 'list')] }
  const made = await rekey.ask(admin, 'PUT', '/api/policies/operators', policy)
  expect(made.statusCode, made.body).toBeLessThan(300)
  await configure({ createPeople: true, groups: { sre: 'operators' } })
  await signIn('ada')
  const groupsOf = async (): Promise<unknown> => {
    const row = await rekey.db
      .selectFrom('identities')
      .innerJoin('identity_groups', 'identity_groups.identity_id', 'identities.id')
      .select('identity_groups.group_name')
      .where('identities.canonical_name', '=', 'ada')
      .execute()
    return row.map((one) => one.group_name)
  }
  expect(await groupsOf()).toEqual(['operators'])
  ACCOUNTS['ada'] = { ...ACCOUNTS['ada'], groups: [] }
  await signIn('ada')
  expect(await groupsOf()).toEqual([])
  ACCOUNTS['ada'] = { ...ACCOUNTS['ada'], groups: ['sre', 'unmapped'] }
})

test('an answer finishes only in the browser that began, only once, and only with its own state', async () => {
  await configure({ createPeople: true })
  const mine = await begin()
  const theirs = await begin()
  const back = await signInAtProvider(mine.location, 'ada')
  expect(await sessionOf(await finish(back, theirs.cookie))).toBeUndefined()
  const again = await begin()
  const good = await signInAtProvider(again.location, 'ada')
  const forged = new URL(good)
  forged.searchParams.set('state', 'somebody-else')
  expect(await sessionOf(await finish(forged, again.cookie))).toBeUndefined()
  const last = await begin()
  const code = await signInAtProvider(last.location, 'ada')
  const mixed = new URL(code)
  mixed.searchParams.set('iss', 'https://other.example')
  expect(await sessionOf(await finish(mixed, last.cookie))).toBeUndefined()
  const fine = await begin()
  const answer = await signInAtProvider(fine.location, 'ada')
  expect(await sessionOf(await finish(answer, fine.cookie))).toBeDefined()
  expect(await sessionOf(await finish(answer, fine.cookie))).toBeUndefined()
})

test('the secret of the client stands in no table, log or answer', async () => {
  await configure({ createPeople: true })
  await signIn('ada')
  const listed = await rekey.ask(admin, 'GET', '/api/sign-in-methods')
  expect(listed.json<{ methods: { hasClientSecret: boolean }[] }>().methods[0]?.hasClientSecret).toBe(true)
  const rows = JSON.stringify(await rekey.db.selectFrom('sign_in_methods').selectAll().execute())
  for (const text of [listed.body, rekey.logged(), rows]) expect(text).not.toContain(CLIENT_SECRET)
})
