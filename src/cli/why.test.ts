import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { expandTemplate } from '../../test/contract/expand-template.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { command } from './why.ts'

async function why(content: string, place: string, flags: Record<string, boolean> = {}): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'rekey-why-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  writeFileSync(join(cwd, 'app.conf'), content)
  const stdout = new PassThrough()
  const io = { stdout, stderr: stdout, stdin: new PassThrough(), env: {}, cwd, signal: new AbortController().signal }
  await command.run({ args: [place], flags, rest: [] }, io)
  stdout.end()
  return text(stdout)
}

const PASSWORD = expandTemplate('{A-Za-z0-9:6}#{a-z0-9:9}')
const CONTENT = [
  `token = ${fakeGithubToken()}`,
  `db_password = ${PASSWORD}`,
  'password = "changeme"',
  `api_key = ${fakeGithubToken()} # rekey:allow`,
].join('\n')

test('each place says why it was kept or dropped, without the key', async () => {
  const said = await why(CONTENT, 'app.conf')
  expect(said).toMatch(/app\.conf:1:9 {2}github-token .* kept, high/)
  expect(said).toMatch(/app\.conf:1:9 {2}generic-token .* dropped\n(?: .*\n)* {2}a better rule saw the same key/)
  expect(said).toMatch(/app\.conf:2:15 {2}database-password .* kept, medium/)
  expect(said).toMatch(/app\.conf:3:13 {2}generic-password .* dropped\n {2}a word that stands for a key/)
  expect(said).toMatch(/app\.conf:4:11 {2}github-token .* dropped\n(?: .*\n)* {2}a comment on the line allows it/)
  expect(said).not.toContain(PASSWORD)
  expect(said).not.toContain(fakeGithubToken().slice(4, 12))
})

test('one line is asked for alone', async () => {
  const rows = JSON.parse(await why(CONTENT, 'app.conf:3', { json: true })) as { line: number }[]
  expect(rows.map(({ line }) => line)).toEqual([3])
  expect(await why('hello', 'app.conf')).toContain('nothing here looks like a key')
  await expect(why('', 'nowhere')).rejects.toMatchObject({ code: 'WHY_UNREADABLE' })
})
