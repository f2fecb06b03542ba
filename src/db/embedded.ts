/**
 * PostgreSQL without a server: PGlite in a folder, made durable.
 * As shipped, PGlite acknowledges commits that only the page cache holds: its `fsync` is a stub. We hook the
 * file system's fsync, switch `fsync` on, and refuse to start when a checkpoint does not reach the hook.
 * The version of PGlite is pinned exactly, because the hook stands on its internals.
 */
import { existsSync, fsyncSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { dbError } from './db-error.ts'
import { keepOpen, type EmbeddedDatabase } from './keep-open.ts'

interface Stream {
  readonly nfd?: number
}
interface EmscriptenModule {
  readonly NODEFS?: { readonly stream_ops: { fsync?: (stream: Stream) => number } }
}

class DurableFolder extends NodeFS {
  syncs = 0

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args)
    const hook = (module: unknown): void => {
      const operations = (module as EmscriptenModule).NODEFS?.stream_ops
      if (!operations) return
      operations.fsync = (stream) => {
        this.syncs++
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
        return 0
      }
    }
    result.emscriptenOpts.preRun = [...(result.emscriptenOpts.preRun ?? []), hook]
    return result
  }
}

/** PostgreSQL logs in segments of 16 MB, and wants a new one to recover. */
const LEAST_FREE_BYTES = 20 * 1024 * 1024

/**
 * Opens (or creates) the database in `folder`. The caller holds the folder's lock.
 * Throws DB_DISK_FULL, DB_FOLDER_BROKEN or DB_NOT_DURABLE.
 */
export async function openEmbedded(folder: string): Promise<EmbeddedDatabase> {
  try {
    if (!existsSync(join(folder, 'PG_VERSION'))) await makeFolder(folder)
  } catch (error) {
    throw await explain(folder, error)
  }
  const openAgain = async (): Promise<PGlite> => {
    try {
      return await openFolder(folder)
    } catch (error) {
      throw await explain(folder, error)
    }
  }
  return keepOpen(openAgain, async () => {
    const full = await findFullDisk(folder)
    if (full) throw full
  })
}

async function openFolder(folder: string): Promise<PGlite> {
  const files = new DurableFolder(folder)
  const settings = [
    'fsync=on',
    'wal_sync_method=fsync',
    'shared_buffers=16MB',
    // What a checkpoint leaves of the log for later use.
    'min_wal_size=32MB',
    'max_wal_size=64MB',
  ]
  const database = await PGlite.create({
    fs: files,
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
  })
  const before = files.syncs
  await database.exec('checkpoint')
  if (files.syncs === before) {
    await database.close()
    throw dbError('DB_NOT_DURABLE', 'a checkpoint of the embedded database did not reach the disk')
  }
  return database
}

/** Made beside its place and moved there when it is whole: a start that is cut short leaves nothing that looks like one. */
async function makeFolder(folder: string): Promise<void> {
  const making = `${folder}.new`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: 0o700 })
  try {
    const template = await readTemplate()
    const database = await PGlite.create({ fs: new NodeFS(making), ...(template ? { loadDataDir: template } : {}) })
    await database.close()
    await syncTree(making)
    // Fails when there is something already that is no database: nobody's files are overwritten.
    await rename(making, folder)
    await syncFile(dirname(folder))
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
}

/** A fresh data folder made at build time: starting from it takes 2 s, making one takes 7 to 14 s. */
async function readTemplate(): Promise<Blob | undefined> {
  // Beside the bundle; seen from the sources it is in the build's folder.
  const path = ['./pglite-template.tar.gz', '../../dist/pglite-template.tar.gz']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place))
  return path === undefined ? undefined : new Blob([await readFile(path)], { type: 'application/x-gzip' })
}

async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  await Promise.all(entries.map((entry) => syncFile(join(entry.parentPath, entry.name))))
  await syncFile(folder)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What the embedded database throws at its start says little; the space that is left says more. */
async function explain(folder: string, cause: unknown): Promise<unknown> {
  if ((cause as { code?: string }).code?.startsWith('DB_')) return cause
  const full = await findFullDisk(folder, cause)
  return full ?? dbError('DB_FOLDER_BROKEN', `the embedded database in ${folder} cannot be opened`, { cause })
}

async function findFullDisk(folder: string, cause?: unknown): Promise<Error | undefined> {
  const { bavail, bsize } = await statfs(dirname(folder))
  const freeBytes = bavail * bsize
  if (freeBytes >= LEAST_FREE_BYTES) return undefined
  const free = `${Math.floor(freeBytes / 1024 / 1024)} MB`
  return dbError('DB_DISK_FULL', `the disk of ${folder} is full: ${free} left, too little to open the database`, {
    cause,
  })
}
