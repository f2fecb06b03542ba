/**
 * Follows a real drill in a real browser: signs in while the shop is still quiet, sees the incident arrive, its
 * rotations move and the room close, and looks at the page in both sizes and themes at three moments.
 * REKEY_SCREENSHOTS=DIR keeps the pictures.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkRoom, launchChromium, shoot, signIn, VIEWPORTS, watchConsole } from './room.browser.ts'

const program = join(import.meta.dirname, '../../dist/main.js')
const screenshotsDir = process.env['REKEY_SCREENSHOTS']
let folder: string
let drill: ChildProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-browser-'))
  drill = spawn(process.execPath, [program, 'drill', '--json', '--keep', '--rate', '80', '--out', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  if (drill.exitCode === null && drill.kill('SIGINT')) await new Promise((resolve) => drill.once('close', resolve))
  await rm(folder, { recursive: true, force: true })
})

interface Local {
  readonly url: string
  readonly token: string
}

/** What `rekey up` leaves for the commands of the same user. */
async function findServer(): Promise<Local> {
  for (;;) {
    if (drill.exitCode !== null) throw new Error(`the drill ended with ${drill.exitCode}`)
    try {
      return JSON.parse(await readFile(join(folder, 'rekey/local.json'), 'utf8')) as Local
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function newSetupToken({ url, token }: Local): Promise<string> {
  const answer = await fetch(`${url}/api/identities/owner/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'setup' }),
  })
  return ((await answer.json()) as { token: string }).token
}

test('the incident room follows a drill from the first alert to closed', async () => {
  const output = text(drill.stdout as NodeJS.ReadableStream)
  const server = await findServer()
  // axe opens pages of its own, which a page made without a context does not allow.
  const context = await browser.newContext({ viewport: VIEWPORTS[0] })
  const page = await context.newPage()
  const complaints = watchConsole(page)
  await signIn(page, `${server.url}/ui/`, await newSetupToken(server))
  await shoot(page, screenshotsDir, 'drill-1-quiet')

  // The list shows the incident by itself: nobody reloads.
  await page.getByRole('link', { name: /keys in shop\/backend/ }).click({ timeout: 90_000 })
  await page.locator('.rail').first().waitFor()
  await shoot(page, screenshotsDir, 'drill-2-containing')

  await page.locator('.room-state', { hasText: 'Contained' }).waitFor({ timeout: 90_000 })
  await page.setViewportSize(VIEWPORTS[1])
  await shoot(page, screenshotsDir, 'drill-3-contained-narrow')
  await page.setViewportSize(VIEWPORTS[0])

  await page.locator('.room-state', { hasText: 'Closed' }).waitFor({ timeout: 90_000 })
  await checkRoom(page, { label: 'drill-4-closed', tick: false, ...(screenshotsDir ? { screenshotsDir } : {}) })
  await expect(page.locator('body').innerText()).resolves.toMatch(/2 of 2 old keys refused/)

  expect(complaints).toEqual([])
  drill.kill('SIGINT')
  const outcome = JSON.parse(await output) as { ok: boolean; requests: { failed: number } }
  expect(outcome).toMatchObject({ ok: true, requests: { failed: 0 } })
}, 240_000)
