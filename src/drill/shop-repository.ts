/**
 * The mistake, as a git history: `.env.example`, then `.env` with live keys tracked before `.gitignore` names
 * it, then a "fix" that deletes the file and leaves the keys in the history. Pushed to a bare repository.
 */
import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Sensitive } from '../base/sensitive.ts'

const run = promisify(execFile)

export interface ShopRepository {
  readonly bare: string
  /** Makes the commits of the night and pushes them. Resolves when the push is through. */
  leak(): Promise<void>
}

export async function createShopRepository(
  folder: string,
  keys: { databaseUrl: Sensitive; stripeKey: Sensitive },
): Promise<ShopRepository> {
  const bare = join(folder, 'backend.git')
  const work = join(folder, 'backend')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const git = (...args: string[]): Promise<unknown> => run('git', args, { cwd: work, env: gitEnvironment(folder) })
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare], { env: gitEnvironment(folder) })
  await run('git', ['init', '--quiet', '--initial-branch=main', work], { env: gitEnvironment(folder) })
  await git('remote', 'add', 'origin', bare)

  const commit = async (message: string, files: Readonly<Record<string, string | undefined>>): Promise<void> => {
    for (const [name, content] of Object.entries(files)) {
      if (content === undefined) await rm(join(work, name))
      else await writeFile(join(work, name), content)
    }
    await git('add', '--all', '--force')
    await git('commit', '--quiet', '--message', message)
  }
  await commit('Shop backend', {
    'README.md': '# Shop backend\n',
    'server.js': "require('dotenv').config()\n",
    '.env.example': 'DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/shop\nSTRIPE_SECRET_KEY=sk_live_YOUR_KEY_HERE\n',
  })
  await git('push', '--quiet', 'origin', 'main')

  return {
    bare,
    async leak() {
      await commit('Hotfix: payments time out', {
        'server.js': "require('dotenv').config()\n// retry payments once\n",
        '.env': `DATABASE_URL=${keys.databaseUrl.reveal()}\nSTRIPE_SECRET_KEY=${keys.stripeKey.reveal()}\n`,
      })
      await commit('Ignore .env', { '.gitignore': '.env\nnode_modules/\n' })
      await commit('Remove .env, it should not be here', { '.env': undefined })
      await git('push', '--quiet', 'origin', 'main')
    },
  }
}

/** Nothing of the user's own git: no signing, no hooks, no name. */
function gitEnvironment(home: string): Record<string, string> {
  const who = { NAME: 'Sam Example', EMAIL: 'sam@example.com' }
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
  }
}
