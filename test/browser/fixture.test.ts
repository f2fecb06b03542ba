/**
 * The built dashboard (web/dist) against the fixture's night, in a real Chromium. Set REKEY_SCREENSHOTS to a
 * folder to keep pictures.
 */
import { FormatRegistry } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { IncidentRoom, type IncidentRoomBody } from '../../src/server/api/schemas.ts'
import { roomAt } from './fixture-room.ts'
import { FIXTURE_TOKEN, startFixture, type Fixture } from './fixture-server.ts'
import {
  THEMES,
  VIEWPORTS,
  checkRoom,
  expectNoAxeFinding,
  expectNoSideScroll,
  launchChromium,
  shoot,
  signIn,
  watchConsole,
} from './room.browser.ts'

const STAGES = { early: 3.2, mid: 52, late: 150, after: 330 } as const
const screenshotsDir = process.env['REKEY_SCREENSHOTS']

let browser: Browser
let fixture: Fixture
let context: BrowserContext
let page: Page
let complaints: string[]

beforeAll(async () => {
  if (!existsSync(join(import.meta.dirname, '../../web/dist/index.html'))) {
    throw new Error('web/dist is missing. Run: node_modules/.bin/vite build web')
  }
  browser = await launchChromium()
  fixture = await startFixture()
})

afterAll(async () => {
  await fixture?.close()
  await browser?.close()
})

beforeEach(async () => {
  context = await browser.newContext({ viewport: VIEWPORTS[0] })
  page = await context.newPage()
  complaints = watchConsole(page)
  fixture.setEmpty(false)
  fixture.freezeAt(STAGES.mid)
})

afterEach(async () => {
  await context.close()
  if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`)
})

async function openRoom(seconds: number): Promise<void> {
  fixture.freezeAt(seconds)
  await signIn(page, fixture.url, FIXTURE_TOKEN)
  await page.goto(fixture.roomUrl)
  await page.locator('.rail').first().waitFor()
}

test('the fixture answers what the server promises, at every stage', () => {
  FormatRegistry.Set('date-time', (text) => !Number.isNaN(Date.parse(text)) && text.endsWith('Z'))
  for (const seconds of [0, ...Object.values(STAGES), 400]) {
    expect([...Value.Errors(IncidentRoom, roomAt(seconds))]).toEqual([])
  }
})

for (const [label, seconds] of Object.entries(STAGES)) {
  test(`the room is clean in both sizes and themes: ${label}`, async () => {
    await openRoom(seconds)
    await checkRoom(page, { label, ...(screenshotsDir && { screenshotsDir }) })
    expect(fixture.edits().tasks.size).toBe(1)
  })
}

test('sign-in, list and empty state are clean, and a wrong token says what to do', async () => {
  for (const viewport of VIEWPORTS) {
    for (const colorScheme of THEMES) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await context.clearCookies()
      await page.goto(fixture.url)
      await page.getByLabel('Setup token').waitFor()
      const look = async (name: string) => {
        await expectNoSideScroll(page, name)
        await expectNoAxeFinding(page, name)
        await shoot(page, screenshotsDir, `${name}-${viewport.width}x${viewport.height}-${colorScheme}`)
      }
      await look('sign-in')
      fixture.setEmpty(false)
      await signIn(page, fixture.url, FIXTURE_TOKEN)
      await page.locator('.incident-row').waitFor()
      await look('list')
      fixture.setEmpty(true)
      await page.reload()
      await page.getByText('Nothing has leaked here').waitFor()
      await look('empty')
    }
  }
  await context.clearCookies()
  await page.goto(fixture.url)
  await page.getByLabel('Setup token').fill('wrong')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('Run `rekey up` again')
  // The browser itself logs the refused request.
  expect(complaints.splice(0).filter((text) => !text.includes('401'))).toEqual([])
})

test('every dialog is clean, closes with Escape and gives the focus back', async () => {
  await openRoom(STAGES.late)
  const openers = ['name one', 'Close incident', 'Notice, draft', 'Post-mortem']
  const look = async (name: string) => {
    const opener = page.getByRole('button', { name, exact: true }).first()
    await opener.focus()
    await page.keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor()
    if (name === 'Post-mortem') await page.locator('.markdown table').waitFor()
    // Wide and light, narrow and dark: each size and each theme once.
    for (const [i, viewport] of VIEWPORTS.entries()) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: THEMES[i] ?? 'light', reducedMotion: 'reduce' })
      await expectNoSideScroll(page, name)
      await expectNoAxeFinding(page, `${name}, ${viewport.width}`)
      await shoot(page, screenshotsDir, `dialog-${name.toLowerCase().replaceAll(/\W+/g, '-')}-${viewport.width}`)
    }
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(name)
  }
  for (const name of openers) await look(name)
  fixture.freezeAt(STAGES.mid)
  await page.getByRole('button', { name: 'Force…' }).waitFor()
  await look('Force…')
})

test('the force dialog names who breaks, and a refusal of the server is shown', async () => {
  await openRoom(STAGES.mid)
  await page.getByRole('button', { name: 'Force…' }).click()
  await expect.poll(() => page.locator('dialog').textContent()).toContain('ledger-export on batch-1 holds version 3')
  await page.getByLabel('Reason, for the journal').fill('The intruder is faster.')
  await page.getByRole('button', { name: 'Force, and break 1 consumer' }).click()
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('Use the drill for that.')
  expect(complaints.splice(0).filter((text) => !text.includes('409'))).toEqual([])
})

test('pause, note, commander and close reach the server and come back', async () => {
  await openRoom(STAGES.mid)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  await page.getByLabel('Note for the timeline').fill('Called the database team.')
  await page.keyboard.press('Enter')
  await page.locator('.timeline').getByText('Called the database team.').waitFor()
  await page.getByRole('button', { name: 'name one' }).click()
  await page.getByRole('button', { name: 'Name commander' }).click()
  await page.locator('.room-facts').getByText('Mara Lindt').waitFor()
  await page.getByRole('button', { name: 'Verify the journal' }).click()
  await page.getByText('verified, head 9f3ac1d07be2').waitFor()
  await page.getByRole('button', { name: 'Close incident' }).click()
  await page.getByRole('button', { name: 'Close all the same' }).click()
  await page.locator('.room-state').getByText('Closed').waitFor()
  expect(fixture.edits()).toMatchObject({ commander: 'Mara Lindt', notes: [{ text: 'Called the database team.' }] })
})

test('changes arrive by themselves and are announced; a lost connection is said and heals', async () => {
  await openRoom(STAGES.mid)
  fixture.freezeAt(STAGES.late)
  await page.locator('.room-state').getByText('Contained').waitFor()
  await expect.poll(() => page.locator('[aria-live=polite]').textContent()).toContain('the old key is refused')

  fixture.setCut(true)
  await page.locator('.notice').getByText('Connection lost.').waitFor()
  await expectNoAxeFinding(page, 'connection lost')
  await shoot(page, screenshotsDir, 'connection-lost')
  fixture.setCut(false)
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.locator('.notice').waitFor({ state: 'detached' })
  expect(complaints.splice(0).filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
})

/** Long names without a place to break, many consumers, no traffic, everything late, a rotation that gave up. */
function uglyRoom(): IncidentRoomBody {
  const room = roomAt(STAGES.mid)
  const long = 'an-uncommonly-long-name-that-somebody-generated-in-2019'
  const [first, second] = room.rotations
  if (!first || !second) throw new Error('The fixture has two rotations.')
  return {
    ...room,
    incident: { ...room.incident, title: `${long.repeat(2)} in ${long}`, channel: `#${long}-${long}` },
    commander: `${long} ${long}`,
    rotations: [
      { ...first, status: 'needs-human', error: `The provider answered ${'9'.repeat(90)} and nobody knows why.` },
      { ...second, steps: [], newVersion: null, status: 'paused' },
    ],
    consumers: room.consumers.flatMap((consumer) =>
      Array.from({ length: 9 }, (_, i) => ({ ...consumer, name: `${long}-${i}`, host: `${long}.${i}.internal` })),
    ),
    traffic: room.traffic.map((one) => ({ ...one, points: [] })),
    clocks: room.clocks.map((clock) => ({
      ...clock,
      name: `${long} ${clock.name}`,
      state: 'overdue',
      dueAt: room.incident.leakedAt,
    })),
    leaks: room.leaks.map((leak) => ({
      ...leak,
      file: `${long}/${long}/${long}/.env`,
      secret: null,
      inspection: null,
      rotationId: null,
    })),
    timeline: room.timeline.map((entry) => ({ ...entry, text: long.repeat(3), actor: long })),
  }
}

test('an ugly room is still readable in both sizes', async () => {
  await page.route('**/api/incidents/inc_*', (route) => route.fulfill({ json: uglyRoom() }))
  await openRoom(STAGES.mid)
  await checkRoom(page, { label: 'ugly', tick: false, ...(screenshotsDir && { screenshotsDir }) })
  expect(await page.locator('.outcome.old').first().textContent()).toContain('nobody knows why')
})

test('the checks themselves can fail', async () => {
  await openRoom(STAGES.mid)
  await page.evaluate("document.querySelector('h1').style.color = '#dddddd'")
  await expect(expectNoAxeFinding(page, 'grey')).rejects.toThrow(/color-contrast: h1/)
  await page.evaluate("document.querySelector('h1').style.minWidth = '2000px'")
  await expect(expectNoSideScroll(page, 'wide')).rejects.toThrow(/H1/)
})

test('a language tag that Intl refuses does not leave a blank page', async () => {
  await page.addInitScript(
    `Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix', configurable: true })`,
  )
  await openRoom(STAGES.mid)
  await page.locator('.plot canvas').first().waitFor()
  expect(await page.evaluate<string>('navigator.language')).toBe('en-US')
})

test('the theme button goes round and is kept over a reload', async () => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openRoom(STAGES.mid)
  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const light = await background()
  await page.getByRole('button', { name: 'Theme: system' }).click()
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor()
  const dark = await background()
  expect(dark).not.toBe(light)
  await page.reload()
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor()
  expect(await background()).toBe(dark)
})
