/**
 * What a user types and reads. Each `*.txt` here is a transcript: lines with `$` are run by a shell, one after the
 * other, in a folder of their own; everything below must be what was printed. `vitest -u` writes the answers anew:
 * read the difference as a newcomer would. `# needs:` names what stands ready: `a server`, `a repository`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createRepository, temporaryFolder } from '../fakes/git-repository.ts'
import { fakeGithubToken } from '../fakes/keys.ts'

const PROGRAM = join(import.meta.dirname, '../../dist/main.js')

test.each(readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt')))(
  '%s',
  async (name) => {
    const path = join(import.meta.dirname, name)
    const script = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => /^[$#]/.test(line))
    const place = openPlace()
    const needs = script.filter((line) => line.startsWith('# needs: ')).join()
    if (needs.includes('a repository')) plantLeak(join(place.cwd, 'backend'))
    if (needs.includes('a server')) await place.startServer()
    const lines = script.flatMap((line) => (line.startsWith('$ ') ? ['', line, ...place.run(line.slice(2))] : [line]))
    await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(path)
  },
  60_000,
)

interface Place {
  readonly cwd: string
  startServer(): Promise<void>
  /** The lines that a command printed, and its exit code when it is not 0. */
  run(command: string): string[]
}

function openPlace(): Place {
  const { path, remove } = temporaryFolder()
  const bin = join(path, 'bin')
  const cwd = join(path, 'work')
  for (const folder of [bin, cwd]) mkdirSync(folder)
  writeFileSync(join(bin, 'rekey'), `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`)
  chmodSync(join(bin, 'rekey'), 0o755)
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: path }
  let server: ChildProcess | undefined
  onTestFinished(async () => {
    if (server?.kill()) await once(server, 'exit')
    remove()
  })
  return {
    cwd,
    async startServer() {
      const args = ['up', '--port', '0', '--json', '--log-level', 'silent']
      server = spawn(process.execPath, [PROGRAM, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
      await once(server.stdout as NodeJS.EventEmitter, 'data')
    },
    run(command) {
      // One stream, as on a terminal.
      const { stdout, status } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], { cwd, env, encoding: 'utf8' })
      const text = withoutChance(stdout, path).replace(/\n$/, '')
      return [...(text === '' ? [] : text.split('\n')), ...(status === 0 ? [] : [`[exit ${status}]`])]
    },
  }
}

/** Places, times, ids, hashes and tokens differ from run to run. */
function withoutChance(text: string, home: string): string {
  return text
    .replaceAll(home, '<home>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}\b/g, '<$1 id>')
    .replaceAll(/\brkt_[0-9A-Za-z]{36}/g, '<token>')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '<url>')
    .replaceAll(/\b[0-9a-f]{16}…/g, '<hash>…')
    .replaceAll(/\b\d+ ms\b/g, '<ms> ms')
}

/** A token in an earlier commit, and one in the working tree. Commits have fixed authors and dates, so ids are fixed too. */
function plantLeak(path: string): void {
  const repository = createRepository(path)
  repository.commit('Deploy from the laptop', { 'deploy.sh': `#!/bin/sh\nexport GITHUB_TOKEN=${fakeGithubToken(1)}\n` })
  repository.commit('Take the token from the environment', { 'deploy.sh': '#!/bin/sh\n', 'README.md': 'Backend\n' })
  repository.write('notes.txt', `token for the tests: ${fakeGithubToken(2)}\n`)
}
