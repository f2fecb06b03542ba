/** The built program has parts that it loads when something calls for them: each is called for once. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fakeGithubToken } from '../fakes/keys.ts'
import { folder, rekey } from '../fakes/rekey-process.ts'

test('what is compressed in base64 is unpacked, an archive is opened, and a checksum is judged', () => {
  const cwd = folder()
  const line = (seed: number): string => `token: ${fakeGithubToken(seed)}\n`
  writeFileSync(join(cwd, 'gzip.yaml'), `data: ${gzipSync(line(1)).toString('base64')}\n`)
  writeFileSync(
    join(cwd, 'zlib.yaml'),
    `data: ${deflateSync(`{"k":"${fakeGithubToken(2)}"}`.repeat(3)).toString('base64')}\n`,
  )
  writeFileSync(join(cwd, 'plain.gz'), gzipSync(line(3)))
  const { text } = rekey(cwd, ['scan', '.', '--no-history', '--json'])
  const { findings } = JSON.parse(text) as { findings: { file: string; provider: string; reasons: string[] }[] }
  expect(findings.map(({ file, provider }) => `${file} ${provider}`)).toEqual([
    'gzip.yaml github',
    'plain.gz github',
    'zlib.yaml github',
  ])
  for (const { reasons } of findings) expect(reasons.join()).toContain('checksum')
})
