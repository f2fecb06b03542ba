/**
 * The nightly test of a pack over 2 GB: `node scripts/large-pack.mjs` makes one in a temporary folder (2.4 GB, a minute)
 * with keys before and behind the offset from which an index needs its second table, and expects a scan to find both
 * and to say where they come from.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'

const root = join(import.meta.dirname, '..')
const BLOB_BYTES = 8 * 1024 * 1024
const BLOBS = 300
const folder = mkdtempSync(join(tmpdir(), 'rekey-large-pack-'))

/** Built at run time: no text of this repository looks like a key. */
const word = (length) => Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[randomInt(36)]).join('')
const key = () => `mongodb+srv://service:${word(20)}@${word(8)}.mongodb.net/db`

try {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder])
  const git = spawn('git', ['-C', folder, '-c', 'core.compression=0', 'fast-import', '--quiet', '--depth=0'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const write = async (data) => {
    if (!git.stdin.write(data)) await once(git.stdin, 'drain')
  }
  const text = (content) => `data ${Buffer.byteLength(content)}\n${content}\n`
  const commit = async (at, file, content) => {
    const by = `Ada Example <ada@example.org> ${1_700_000_000 + at} +0000`
    await write(`commit refs/heads/main\nauthor ${by}\ncommitter ${by}\n${text(`commit ${at}`)}`)
    await write(`M 100644 inline ${file}\n${text(content)}`)
  }
  await commit(0, 'first.env', `DATABASE_URL=${key()}\n`)
  const noise = randomBytes(BLOB_BYTES)
  for (let blob = 0; blob < BLOBS; blob++) {
    // Other bytes at the beginning are another object; the rest need not be made anew.
    randomBytes(64).copy(noise)
    await write(`blob\ndata ${BLOB_BYTES}\n`)
    await write(Buffer.from(noise))
    await write('\n')
  }
  await commit(1, 'last.env', `DATABASE_URL=${key()}\n`)
  git.stdin.end('done\n')
  const [code] = await once(git, 'close')
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
  const packs = join(folder, 'objects/pack')
  const size = Math.max(...readdirSync(packs).map((name) => statSync(join(packs, name)).size))
  const startedAt = performance.now()
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/main.js'), 'scan', folder, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const { complete, skipped, findings } = JSON.parse(stdout || `{"skipped":${JSON.stringify(stderr)}}`)
  const found = findings.map(({ file, date, inHead }) => `${file} ${date} ${inHead}`).toSorted()
  const expected = ['first.env 2023-11-14T22:13:20.000Z true', 'last.env 2023-11-14T22:13:21.000Z true']
  console.log(`a pack of ${(size / 1e9).toFixed(2)} GB, searched in ${seconds} s: ${found.join('; ')}`)
  if (size < 2 ** 31) throw new Error('the pack is too small to prove anything')
  if (!complete || JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`expected ${expected.join('; ')}; skipped: ${JSON.stringify(skipped)}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
