/** A report may go to a device, as /dev/null; root must not remove it, or change who may use it. */
import { execFileSync } from 'node:child_process'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder, rekey } from '../fakes/rekey-process.ts'

test.each([
  ['scan', '.', '--no-history', '--output', 'device'],
  ['gitleaks', 'dir', '.', '--report-format', 'json', '--report-path', 'device'],
])('a report to a device leaves the device as it was: %s', (...argv) => {
  // Only root makes devices, and only root could harm them.
  if (process.getuid?.() !== 0) return expect(process.getuid?.()).not.toBe(0)
  const cwd = folder()
  const device = join(cwd, 'device')
  execFileSync('mknod', ['-m', '666', device, 'c', '1', '3'])
  expect(rekey(cwd, argv).exit).toBe(0)
  expect(lstatSync(device).isCharacterDevice()).toBe(true)
  expect(lstatSync(device).mode & 0o777).toBe(0o666)
})
