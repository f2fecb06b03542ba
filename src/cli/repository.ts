/** `rekey repository add`: watch the pushes to a repository on this machine. Installs the post-receive hook on request. */
import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import type { Command } from './command.ts'
import { connect, serverFlag } from './connection.ts'

export const repositoryCommandError = defineErrors({
  REPOSITORY_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey repository add NAME PATH [--visibility public|private] [--install-hook]',
  },
  HOOK_EXISTS: {
    status: 409,
    exit: 3,
    hint: 'Register it without --install-hook, and call "rekey hook post-receive" from the hook that is there.',
  },
  HOOK_NEEDS_BARE: { status: 400, exit: 2, hint: 'Pushes arrive at a bare repository: give its path.' },
})

export const command: Command = {
  name: 'repository',
  about: 'Watch the pushes to a git repository.',
  usage: 'add NAME PATH [--visibility public|private] [--install-hook]',
  maxArgs: 3,
  examples: ['rekey repository add shop/backend /srv/git/backend.git --install-hook'],
  flags: {
    ...serverFlag,
    visibility: { type: 'string', about: 'Who can read it: public or private. Default: private.', placeholder: 'WHO' },
    'install-hook': { type: 'boolean', about: 'Write hooks/post-receive of a bare repository.' },
    json: { type: 'boolean', about: 'Print JSON, with the webhook secret.' },
  },
  async run({ args, flags }, io) {
    const [verb, name, path] = args
    if (verb !== 'add' || !name || !path)
      throw repositoryCommandError('REPOSITORY_USAGE', 'say which repository to watch')
    const server = await connect(io, flags)
    const folder = resolve(io.cwd, path)
    // Before anything is registered: a second try would find the name taken.
    if (flags['install-hook']) await refuseInstalled(folder)
    const body = { name, path: folder, visibility: flags['visibility'] ?? 'private' }
    const added = (await server.request('POST', '/api/repositories', body)) as {
      id: string
      webhookPath: string
      webhookSecret: string
    }
    if (flags['install-hook']) await installHook(folder, `${server.url}${added.webhookPath}`, added.webhookSecret)
    if (flags['json']) io.stdout.write(`${JSON.stringify({ ...added, url: `${server.url}${added.webhookPath}` })}\n`)
    else {
      io.stdout.write(`Watching ${name}.\n  Webhook  ${server.url}${added.webhookPath}\n`)
      if (!flags['install-hook']) io.stdout.write(`  Secret   ${added.webhookSecret}\n`)
    }
    return 0
  },
}

/** Throws HOOK_NEEDS_BARE or HOOK_EXISTS. */
async function refuseInstalled(repository: string): Promise<void> {
  const listed = await readdir(join(repository, 'hooks')).catch(() => undefined)
  if (!listed) throw repositoryCommandError('HOOK_NEEDS_BARE', `${repository} has no folder "hooks"`)
  if (listed.includes('post-receive'))
    throw repositoryCommandError('HOOK_EXISTS', `${repository} has a post-receive hook already`)
}

async function installHook(repository: string, url: string, secret: string): Promise<void> {
  const hooks = join(repository, 'hooks')
  const secretFile = join(hooks, 'rekey-webhook-secret')
  const program = [process.execPath, process.argv[1] as string].map(quote).join(' ')
  const line = `exec ${program} hook post-receive --url ${quote(url)} --secret-file ${quote(secretFile)}`
  await writeFile(secretFile, secret, { mode: 0o600 })
  try {
    await writeFile(
      join(hooks, 'post-receive'),
      `#!/bin/sh\n# Tells Rekey what was pushed. A push is never refused here: it has already happened.\n${line}\n`,
      { flag: 'wx' },
    )
  } catch (cause) {
    throw repositoryCommandError('HOOK_EXISTS', `there is a post-receive hook already; add this line to it: ${line}`, {
      cause,
    })
  }
  await chmod(join(hooks, 'post-receive'), 0o755)
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
