/**
 * The pages of secrets and of the journal, in a real Chromium on the whole HTTP server: what they show, how long a
 * value stays on the screen, and that they are usable by everybody. REKEY_SCREENSHOTS keeps pictures.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { allow, EVERYTHING, openTestServer, type TestServer } from '../fakes/test-server.ts'
import {
  THEMES,
  VIEWPORTS,
  expectNoAxeFinding,
  expectNoSideScroll,
  launchChromium,
  shoot,
  signIn,
  watchConsole,
} from './room.browser.ts'

const NAME = 'shop/production/DATABASE_URL'
const VALUE = ['value', 'of', 'the', 'test'].join('-')
const screenshotsDir = process.env['REKEY_SCREENSHOTS']

let browser: Browser
let rekey: TestServer
let origin: string
let context: BrowserContext
let page: Page
let complaints: string[]

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  rekey = await openTestServer()
  origin = await rekey.listen()
  context = await browser.newContext({ viewport: VIEWPORTS[0] })
  page = await context.newPage()
  complaints = watchConsole(page)
  for (const name of ['shop/dev/DATABASE_URL', 'shop/production/eu/STRIPE_KEY', 'bank/production/LEDGER', NAME]) {
    await rekey.put(name, name === NAME ? 'an older one' : 'another')
  }
  await rekey.put(NAME, VALUE)
})

afterEach(async () => {
  await context.close()
  await rekey.close()
  if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`)
})

async function signInAs(policies = EVERYTHING): Promise<void> {
  const token = await rekey.token('ada', policies, 'setup', 60_000, 'person')
  await signIn(page, `${origin}/ui/`, token)
}

/** Two processes: one has moved to the current version, one has not. */
async function report(): Promise<void> {
  const machine = await rekey.token('checkout', [allow('shop/**', 'read')])
  await rekey.token('nightly', [allow('shop/**', 'read')])
  for (const [host, version] of [
    ['web-1', 2],
    ['web-2', 1],
  ] as const) {
    await rekey.ask(machine, 'GET', `/api/values/${NAME}`)
    const secrets = [{ name: NAME, version, uses: 3 }]
    await rekey.ask(machine, 'POST', '/api/uses', { consumer: 'checkout', host, process: '1', secrets })
  }
}

async function checkLooks(label: string): Promise<void> {
  for (const viewport of VIEWPORTS.toReversed()) {
    await page.setViewportSize(viewport)
    for (const colorScheme of THEMES.toReversed()) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const where = `${label}-${viewport.width}x${viewport.height}-${colorScheme}`
      await expectNoSideScroll(page, where)
      await expectNoAxeFinding(page, where)
      await shoot(page, screenshotsDir, where)
    }
  }
}

const journalOf = async (action: string): Promise<string[]> => {
  const rows = await rekey.db.selectFrom('journal').select(['actor', 'subject']).where('action', '=', action).execute()
  return rows.map(({ actor, subject }) => `${actor} ${subject}`)
}

test('the tree leads to a secret, whose value is shown on request, journalled, and hidden again by time', async () => {
  await report()
  await signInAs()
  await page.getByRole('link', { name: 'Secrets' }).click()
  await page.getByText('4 secrets').waitFor()
  await checkLooks('secrets')
  await page.getByLabel('Name begins with').fill('shop/production')
  await page.getByText('2 secrets').waitFor()
  await page.getByRole('link', { name: 'DATABASE_URL' }).click()
  await page.getByRole('heading', { name: NAME }).waitFor()
  await page.getByText('web-2').first().waitFor()
  await page.getByRole('heading', { name: 'Who may do what' }).waitFor()
  await page.getByRole('heading', { name: 'What was done' }).waitFor()
  expect(await page.content()).not.toContain(VALUE)
  await checkLooks('secret')

  await page.clock.install()
  await page.getByRole('button', { name: 'Reveal current value' }).click()
  await page.getByText(VALUE).waitFor()
  expect(await journalOf('secret.read')).toContain(`ada ${NAME}`)
  await page.clock.runFor(29_000)
  expect(await page.getByText(VALUE).isVisible()).toBe(true)
  await page.clock.runFor(1_500)
  await page.getByText(VALUE).waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(VALUE)
})

test('a value that is shown is gone when the page is left', async () => {
  await signInAs()
  await page.goto(`${origin}/ui/secrets/${NAME}`)
  await page.getByRole('button', { name: 'Reveal current value' }).click()
  await page.getByText(VALUE).waitFor()
  await page.getByRole('link', { name: 'Journal' }).click()
  await page.getByRole('heading', { name: 'Journal', exact: true }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Reveal current value' }).waitFor()
  expect(await page.content()).not.toContain(VALUE)
})

test('an answer about access names the rule that decides', async () => {
  await report()
  await signInAs()
  await page.goto(`${origin}/ui/secrets/${NAME}`)
  await page.getByRole('button', { name: 'checkout may not write: why?' }).click()
  await page.getByText('checkout may not write it').waitFor()
  await page.getByRole('button', { name: 'checkout may read: why?' }).click()
  await page.getByText('allow read on shop/**').waitFor()
  expect(await page.locator('.explanation').innerText()).toContain('checkout may read it')
})

test('who may only list sees no value, no table of access and no journal, and is told why', async () => {
  await signInAs([allow('shop/**', 'list')])
  await page.goto(`${origin}/ui/secrets/${NAME}`)
  await page.getByRole('heading', { name: 'Versions' }).waitFor()
  // The browser writes each refused question into its console.
  complaints.length = 0
  await page.getByRole('button', { name: 'Reveal current value' }).click()
  await page.getByRole('alert').getByText('may not reveal').waitFor()
  expect(await page.getByRole('heading', { name: 'Who may do what' }).count()).toBe(0)
  expect(await page.getByRole('heading', { name: 'What was done' }).count()).toBe(0)
  expect(complaints.every((text) => text.includes('403'))).toBe(true)
  complaints.length = 0
})

test('the journal is read in pages and proves itself', async () => {
  for (let i = 0; i < 60; i++) await rekey.put('shop/dev/COUNTER', `${i}`)
  await signInAs()
  await page.goto(`${origin}/ui/journal`)
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText(/Whole: \d+ entries/).waitFor()
  await checkLooks('journal')
  const before = await page.locator('tbody tr').count()
  await page.getByRole('button', { name: 'Show older ones' }).click()
  await page.locator(`tbody tr:nth-child(${before + 1})`).waitFor()
  expect(await page.locator('tbody tr:last-child td').first().innerText()).toBe('1')
  await rekey.db.updateTable('journal').set({ actor: 'somebody else' }).where('seq', '=', 3).execute()
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText(/Broken: /).waitFor()
})
