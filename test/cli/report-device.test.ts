import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { main } from '../../src/main.ts'

test.each([
  ['scan', '.', '--no-history', '--output', 'device'],
  ['gitleaks', 'dir', '.', '--report-format', 'json', '--report-path', 'device'],
])('a report to a device leaves the device as it was: %s', async (...argv) => {
  // The root of the machine may name /dev/null here: that node must survive, with its mode.
  const cwd = mkdtempSync(join(tmpdir(), 'rekey-device-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  const device = join(cwd, 'device')
  try {
    execFileSync('mknod', ['-m', '666', device, 'c', '1', '3'], { stdio: 'ignore' })
  } catch {
    // Only root makes devices; for others the named pipe of nobody stands for it, and is not opened.
    return expect(process.getuid?.()).not.toBe(0)
  }
  const stream = new PassThrough()
  stream.resume()
  const io = {
    stdout: stream,
    stderr: stream,
    stdin: new PassThrough(),
    env: {},
    cwd,
    signal: new AbortController().signal,
  }
  await main(argv, io)
  expect(lstatSync(device).isCharacterDevice()).toBe(true)
  expect(lstatSync(device).mode & 0o777).toBe(0o666)
})
