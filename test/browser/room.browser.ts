/**
 * What must hold for the incident room in a real browser, as building blocks: accessible (axe), no sideways
 * scrolling, usable by keyboard, silent console. Each throws with the finding; none knows which server it looks at.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const VIEWPORTS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const
export const THEMES = ['light', 'dark'] as const

/** `REKEY_CHROMIUM` wins. Throws with the remedy when there is none: a browser test is never skipped. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const path = [env['REKEY_CHROMIUM'], ...CHROMIUM_PATHS].find((candidate) => candidate && existsSync(candidate))
  if (path) return path
  throw new Error('No Chromium found for the browser tests. Run: apt-get install chromium (or set REKEY_CHROMIUM)')
}

/** A browser with a fresh profile. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium(), args: QUIET_FLAGS })
}

/**
 * Collects what the page complains about from now on: errors, warnings, violations of the policy. The answer 401
 * to "who am I?" is how the page learns that nobody is signed in; the browser logs it and nobody can stop that.
 */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const expected = message.location().url.endsWith('/api/session') && message.text().includes('401')
    if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  return complaints
}

/** From the sign-in screen to the page behind it. */
export async function signIn(page: Page, url: string, token: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Setup token').fill(token)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

export async function expectNoAxeFinding(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  if (violations.length === 0) return
  const lines = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  )
  throw new Error(`axe, ${where}:\n${lines.join('\n')}`)
}

/** Names the elements that stick out, since "the page scrolls sideways" alone helps nobody. */
export async function expectNoSideScroll(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate<string[]>(`(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .map((element) => element.tagName + '.' + element.getAttribute('class'))
  })()`)
  if (wide.length > 0) throw new Error(`The page scrolls sideways, ${where}: ${wide.slice(0, 8).join(', ')}`)
}

/** Ticks the first open task with Tab and Space only. Answers its name, or undefined when all are done. */
export async function tickByKeyboard(page: Page): Promise<string | undefined> {
  const name = await page.evaluate<string | null>(
    `document.querySelector('input[data-task]:not(:checked)')?.dataset.task ?? null`,
  )
  if (name === null) return undefined
  await page.getByRole('link', { name: 'Rekey', exact: true }).focus()
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string | null>('document.activeElement?.dataset.task ?? null')) !== name) continue
    await page.keyboard.press('Space')
    // The tick shows at once; the time beside it comes from the server only.
    await page.locator(`.task.done:has(input[data-task="${name}"]) .task-when > time`).waitFor()
    return name
  }
  throw new Error(`The task "${name}" cannot be reached by 80 presses of Tab.`)
}

export interface RoomCheck {
  /** Where to put pictures, named LABEL-WIDTHxHEIGHT-THEME.png. None are taken without it. */
  readonly screenshotsDir?: string
  /** The stage that the room is in, for names and messages. */
  readonly label?: string
  /** Also tick a task; it stays ticked. Default true. */
  readonly tick?: boolean
}

export async function shoot(page: Page, screenshotsDir: string | undefined, name: string): Promise<void> {
  if (!screenshotsDir) return
  mkdirSync(screenshotsDir, { recursive: true })
  await page.screenshot({ path: join(screenshotsDir, `${name}.png`) })
}

/** Checks the room that `page` shows, in both sizes and both themes. Leaves the page at 1280x800, light. */
export async function checkRoom(page: Page, check: RoomCheck = {}): Promise<void> {
  const { screenshotsDir, label = 'room', tick = true } = check
  await page.locator('.room-head h1').waitFor()
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
  if (tick) await tickByKeyboard(page)
}
