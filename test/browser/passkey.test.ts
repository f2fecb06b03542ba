/**
 * Passkeys, with Chromium's own authenticator (the virtual one of its developer protocol) against the whole HTTP
 * server: what a browser makes and signs, nothing that this repository made up.
 */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { EVERYTHING, openTestServer, type TestServer } from '../fakes/test-server.ts'
import { launchChromium } from './room.browser.ts'

let browser: Browser
let rekey: TestServer
let origin: string
let page: Page
let device: CDPSession
let authenticatorId: string

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  rekey = await openTestServer()
  origin = (await rekey.listen()).replace('127.0.0.1', 'localhost')
  page = await (await browser.newContext()).newPage()
  await page.goto(`${origin}/api/sign-in`)
  device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  authenticatorId = await addAuthenticator()
})
afterEach(async () => {
  await page.context().close()
  await rekey.close()
})

async function addAuthenticator(isUserVerified = true): Promise<string> {
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const answer = await device.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, isUserVerified } })
  return answer.authenticatorId
}

const post = (path: string, body?: unknown): Promise<number> =>
  page.evaluate(
    async ([to, text]) => {
      const headers: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json' }
      return (await fetch(to, { method: 'POST', headers, ...(text !== undefined && { body: text }) })).status
    },
    [path, body === undefined ? undefined : JSON.stringify(body)] as const,
  )

/** What the page does: ask for a challenge, let the device answer it, send the answer. */
const ceremony = (kind: 'create' | 'get', from: string, to: string, more: object = {}): Promise<number> =>
  page.evaluate(
    async ([how, ask, answer, extra]) => {
      const asked: unknown = await (await fetch(ask, { method: 'POST' })).json()
      const { id, options } = asked as { id: string; options: unknown }
      const browserKeys = globalThis as unknown as {
        PublicKeyCredential: {
          parseCreationOptionsFromJSON(json: unknown): unknown
          parseRequestOptionsFromJSON(json: unknown): unknown
        }
        navigator: { credentials: Record<string, (options: unknown) => Promise<{ toJSON(): unknown }>> }
      }
      const publicKey =
        how === 'create'
          ? browserKeys.PublicKeyCredential.parseCreationOptionsFromJSON(options)
          : browserKeys.PublicKeyCredential.parseRequestOptionsFromJSON(options)
      const made = await browserKeys.navigator.credentials[how]?.({ publicKey })
      const body = JSON.stringify({ id, response: made?.toJSON(), ...extra })
      const headers = { 'content-type': 'application/json' }
      Object.assign(globalThis, { lastAnswer: body })
      return (await fetch(answer, { method: 'POST', headers, body })).status
    },
    [kind, from, to, more] as const,
  )

const addKey = () => ceremony('create', '/api/account/passkeys/options', '/api/account/passkeys', { label: 'laptop' })
const signIn = () => ceremony('get', '/api/login/passkey/options', '/api/login/passkey')
const whoAmI = (): Promise<string | undefined> =>
  page.evaluate(async () => {
    const answer = await fetch('/api/session')
    return answer.ok ? ((await answer.json()) as { identity: { name: string } }).identity.name : undefined
  })

async function admitAda(): Promise<void> {
  const admin = await rekey.token('admin', EVERYTHING, 'api', undefined, 'person')
  const made = await rekey.ask(admin, 'POST', '/api/identities', { name: 'ada', kind: 'person', policies: [] })
  expect(await post('/api/setup', { token: made.json<{ token: string }>().token })).toBe(204)
}

test('a passkey that was added signs its person in, and each answer counts once', async () => {
  await admitAda()
  expect(await addKey()).toBe(204)
  await page.context().clearCookies()
  expect(await whoAmI()).toBeUndefined()
  expect(await signIn()).toBe(204)
  expect(await whoAmI()).toBe('ada')
  // The same answer again, as somebody who overheard it would send it.
  await page.context().clearCookies()
  const again = await page.evaluate(() => (globalThis as unknown as { lastAnswer: string }).lastAnswer)
  expect(await post('/api/login/passkey', JSON.parse(again))).toBe(401)
  expect(await whoAmI()).toBeUndefined()
})

test('a device that did not check who holds it is refused', async () => {
  await admitAda()
  expect(await addKey()).toBe(204)
  await page.context().clearCookies()
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await expect(signIn()).rejects.toThrow(/NotAllowedError|timed out|not allowed/)
  expect(await whoAmI()).toBeUndefined()
})

test('a copy of the key whose counter stands behind is refused', async () => {
  await admitAda()
  expect(await addKey()).toBe(204)
  const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId })
  const copy = credentials[0]
  if (!copy) throw new Error('the device holds no passkey')
  await page.context().clearCookies()
  for (const status of [204, 204]) {
    expect(await signIn()).toBe(status)
    await page.context().clearCookies()
  }
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  authenticatorId = await addAuthenticator()
  await device.send('WebAuthn.addCredential', { authenticatorId, credential: { ...copy, signCount: 0 } })
  expect(await signIn()).toBe(401)
  expect(await whoAmI()).toBeUndefined()
})

test('a passkey that its owner removed signs nobody in', async () => {
  await admitAda()
  expect(await addKey()).toBe(204)
  const status = await page.evaluate(async () => {
    const listed: unknown = await (await fetch('/api/account/passkeys')).json()
    const [key] = (listed as { passkeys: { id: string }[] }).passkeys
    const path = `/api/account/passkeys/${encodeURIComponent(key?.id ?? '')}`
    return (await fetch(path, { method: 'DELETE' })).status
  })
  expect(status).toBe(204)
  await page.context().clearCookies()
  expect(await signIn()).toBe(401)
})
