/** A backup of everything, made on the disk first: a slow client keeps nobody waiting. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createBackup } from '../../secrets/backup/backup.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

export function backupRoutes(server: Server, app: App): void {
  // What a killed process left behind.
  server.addHook('onReady', async () => sweep(app.filesFolder))

  server.post('/api/backup', { config: { access: { action: 'admin' } } }, async (request, reply) => {
    const path = join(app.filesFolder, `backup-${randomBytes(8).toString('hex')}.part`)
    await mkdir(app.filesFolder, { recursive: true, mode: 0o700 })
    try {
      await makeBackup(app, path, callerOf(request).name)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    app.feed.poke()
    const stream = createReadStream(path)
    // Open already, or never: its name is not needed any more.
    stream.once('open', () => void rm(path, { force: true }))
    stream.once('error', () => void rm(path, { force: true }))
    return reply.type('application/octet-stream').send(stream)
  })
}

async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (/^backup-[0-9a-f]{16}\.part$/.test(name)) await rm(join(folder, name), { force: true })
}

async function makeBackup(app: App, path: string, actor: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    const onChunk = (): void => app.rotation.faultPoint('backup:chunk')
    const deps = { db: app.db, rootKey: app.keys.rootKey(), now: app.clock.now(), actor, onChunk }
    await createBackup(deps, async (bytes) => void (await file.write(bytes)))
  } finally {
    await file.close()
  }
}
