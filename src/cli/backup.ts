/**
 * `rekey backup`: makes an encrypted copy of everything, proves that it can be restored, and restores it into an empty
 * database. The copy opens with the root key alone, which is not in it.
 */
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { systemClock } from '../base/clock.ts'
import { defineErrors } from '../base/errors.ts'
import { loadConfig } from '../config/load.ts'
import { flagOf } from '../config/option.ts'
import { options, serverOptions } from '../config/options.ts'
import { connectDb } from '../db/connect.ts'
import { translateDbError } from '../db/db-error.ts'
import { restoreBackup } from '../secrets/backup/restore-backup.ts'
import { verifyBackup } from '../secrets/backup/verify-backup.ts'
import { createUnlock } from '../secrets/root-key-lock.ts'
import { findRootKey } from '../secrets/root-key.ts'
import { createKms } from '../server/kms.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const backupCommandError = defineErrors({
  BACKUP_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey backup create FILE | verify FILE | restore FILE' },
  BACKUP_KEY_MISSING: {
    status: 400,
    exit: 2,
    hint: 'Give the root key of the server that made it: --root-key-file PATH, or REKEY_ROOT_KEY.',
  },
  BACKUP_FILE: { status: 400, exit: 2, hint: 'Choose a file that can be read, or a folder that can be written to.' },
})

/** What says where the database and the root key are. */
const own = serverOptions.filter(({ name }) =>
  /^(?:data\.dir|root-key\.(?:file|value|passphrase)|database\.url)$/.test(name),
)

export const command: Command = {
  name: 'backup',
  about: 'Make, prove and restore an encrypted backup.',
  usage: 'create FILE | verify FILE | restore FILE [--data DIR]',
  maxArgs: 2,
  examples: [
    'rekey backup create rekey.backup',
    'rekey backup verify rekey.backup',
    'rekey backup restore rekey.backup --data /var/lib/rekey',
  ],
  flags: {
    ...serverFlag,
    ...Object.fromEntries(own.map((entry) => [entry.flag, flagOf(entry)])),
    json: { type: 'boolean', about: 'Print JSON.' },
  },
  async run({ args: [verb, file], flags }, io) {
    if (verb !== 'create' && verb !== 'verify' && verb !== 'restore') {
      const { message, ...hint } = describeVerb('backup', verb, ['create', 'verify', 'restore'])
      throw backupCommandError('BACKUP_USAGE', message, hint)
    }
    if (file === undefined) throw backupCommandError('BACKUP_USAGE', `say which file to ${verb}`)
    const path = resolve(io.cwd, file)
    const print = (answer: object, text: string): number => {
      io.stdout.write(flags['json'] ? `${JSON.stringify(answer)}\n` : `${text}\n`)
      return 0
    }
    if (verb === 'create') {
      const bytes = await create(flags, path, io)
      return print({ file: path, bytes }, `Wrote ${file}, ${bytes} bytes. Prove it with: rekey backup verify ${file}`)
    }
    const { rootKey, location } = await findKeyAndPlace(flags, io)
    if (verb === 'verify') {
      const facts = await verifyBackup(rootKey, read(path))
      const { secrets, values, rows, header } = facts
      const text = `${file} is whole: ${secrets} secrets, ${values} values that open, ${rows} rows, the journal up to entry ${header.journal.seq}, made at ${header.createdAt}.`
      return print(facts, text)
    }
    const connection = await connectDb(location)
    try {
      const restored = await restoreBackup({ db: connection.db, rootKey, now: systemClock.now() }, read(path))
      const hint = 'A restore is a rollback: start once with: rekey up --accept-rollback "restored from a backup"'
      return print(restored, `Restored ${restored.rows} rows as of ${restored.header.createdAt}. ${hint}`)
    } catch (error) {
      throw translateDbError(error)
    } finally {
      await connection.close()
    }
  },
}

async function findKeyAndPlace(flags: Invocation['flags'], io: Io) {
  const { values } = await loadConfig(options, { flags, env: io.env, cwd: io.cwd })
  const unlock = createUnlock({ passphrase: values['root-key.passphrase'], kms: createKms(io.env) })
  const file = values['root-key.file'] ?? join(homedir(), '.rekey', 'root.key')
  const rootKey = await findRootKey({ value: values['root-key.value']?.reveal(), file, unlock })
  if (!rootKey) throw backupCommandError('BACKUP_KEY_MISSING', `there is no root key at ${file}`)
  const url = values['database.url']
  return { rootKey, location: url ? { url } : { folder: values['data.dir'] } }
}

async function* read(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const part of createReadStream(path)) yield part as Buffer
  } catch (error) {
    throw backupCommandError('BACKUP_FILE', `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** Under its name only when all of it is on the disk. */
async function create(flags: Invocation['flags'], path: string, io: Io): Promise<number> {
  // A rename would put a file in the place of a device, /dev/null too.
  const before = await stat(path).catch(() => undefined)
  if (before?.isFile() === false) throw backupCommandError('BACKUP_FILE', `${path} is there, and is no file`)
  const server = await connect(io, flags)
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw backupCommandError('BACKUP_FILE', `${part} cannot be written (${error.code})`)
  })
  try {
    let bytes = 0
    for await (const piece of await server.bytes('/api/backup')) bytes += (await file.write(piece)).bytesWritten
    await file.sync()
    await file.close()
    await rename(part, path)
    const folder = await open(dirname(path), 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
    return bytes
  } catch (error) {
    await file.close().catch(() => {})
    await rm(part, { force: true })
    throw error
  }
}
