/**
 * One process a data folder. The lock is a listening Unix socket in the folder: the kernel closes it when
 * its owner dies, so a crash leaves no lock behind, only a dead socket file that the next owner takes over.
 */
import { connect, createServer, type Server } from 'node:net'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { dbError } from './db-error.ts'

export interface FolderLock {
  release(): Promise<void>
}

/** Takes the lock, or throws DB_FOLDER_LOCKED naming the process that holds it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock')
  for (;;) {
    const server = await listen(path)
    if (server) return { release: () => new Promise((resolve) => server.close(() => resolve())) }
    const owner = await askOwner(path)
    if (owner) throw locked(folder, owner)
    // Two starters may both find a dead socket. Whoever renames one that answers has caught the other's
    // fresh lock: it puts it back and leaves.
    const aside = `${path}.${process.pid}`
    await rename(path, aside).catch(() => {})
    const caught = await askOwner(aside)
    if (caught) {
      await rename(aside, path)
      throw locked(folder, caught)
    }
    await rm(aside, { force: true })
  }
}

function locked(folder: string, owner: string): Error {
  return dbError('DB_FOLDER_LOCKED', `the data folder ${folder} is in use by process ${owner}`)
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(String(process.pid)))
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => {
      server.unref()
      resolve(server)
    })
  })
}

/** The pid of the process that answers on the socket; undefined when nobody does. */
function askOwner(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path)
    let text = ''
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', (part) => (text += part.toString()))
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(text || undefined))
  })
}
