/** `rekey scan` on a terminal of its own: what it shows while it works, and what Ctrl-C leaves. */
import { spawn } from 'node:child_process'
import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeGithubToken } from '../fakes/keys.ts'
import { CLI, folder } from '../fakes/rekey-process.ts'

/** Through `script`, which gives its child a pseudo terminal and passes Ctrl-C on as a terminal does. */
function onTerminal(cwd: string, command: string, onText: (text: string, type: (key: string) => void) => void) {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm', NO_COLOR: '1' },
  })
  let text = ''
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString('utf8')
    onText(text, (key) => void child.stdin.write(key))
  })
  return new Promise<{ exit: number | null; text: string }>((done) => child.on('close', (exit) => done({ exit, text })))
}

test('progress is shown, and Ctrl-C prints what was found so far and exits with 3', async () => {
  const cwd = folder()
  mkdirSync(join(cwd, 'b'))
  const filler = 'const a = (b, c) => b.d + c.e\n'.repeat(8_000)
  for (let index = 0; index < 400; index++) writeFileSync(join(cwd, 'b', `${index}.js`), `// ${index}\n${filler}`)
  // Under other names, so that the fastest machine is not done before somebody can press a key.
  for (let copy = 0; copy < 7_600; copy++)
    linkSync(join(cwd, 'b', `${copy % 400}.js`), join(cwd, 'b', `again-${copy}.js`))
  const interrupted = (): ReturnType<typeof onTerminal> => {
    let pressed = false
    return onTerminal(cwd, `exec ${process.execPath} ${CLI} scan --no-history`, (text, type) => {
      if (pressed || !/files and blobs, \d+ MB, [\d.]+ MB\/s, \d+ hit/.test(text)) return
      pressed = true
      type('\u0003')
    })
  }
  const clean = await interrupted()
  expect(clean.text).toMatch(/stopped before the end/)
  expect(clean.exit).toBe(3)
  writeFileSync(join(cwd, 'a.ini'), `token = ${fakeGithubToken()}\n`)
  const found = await interrupted()
  expect(found.text).toContain('a.ini:1')
  expect(found.text).toMatch(/stopped before the end/)
  expect(found.exit).toBe(3)
})
