/**
 * Signed heads of the journal. Whoever rewrites the whole chain must rewrite these, too, and lacks the key; whoever
 * cuts its tail or restores an old copy of the database meets the one that lies outside of it: the anchor.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalJson } from '../base/canonical-json.ts'
import { defineErrors } from '../base/errors.ts'
import { sha256Hex } from '../base/signing.ts'
import type { Db } from '../db/connect.ts'
import { append } from './append.ts'
import type { ChainHead } from './chain.ts'
import { readHead } from './read.ts'

export const journalError = defineErrors({
  JOURNAL_ROLLED_BACK: {
    status: 500,
    exit: 3,
    hint: 'Somebody put an older copy in its place, or cut the journal. Restore the newest one. To go on with this one: rekey up --accept-rollback "WHY"; that is journalled.',
  },
  JOURNAL_ANCHOR_INVALID: {
    status: 500,
    exit: 3,
    hint: 'The file that holds the last known head of the journal was changed. Put its copy back, or start once with: rekey up --accept-rollback "WHY"',
  },
})

export interface Checkpoint extends ChainHead {
  readonly at: string
  readonly keyId: string
  readonly signature: string
}

export interface Signer {
  readonly keyId: string
  /** PEM, for whoever checks an export without us. */
  readonly publicKey: string
  sign(head: ChainHead, at: Date): Checkpoint
}

/** What an Ed25519 private key of 32 bytes is preceded by in PKCS #8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createSigner(seed: Buffer): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
  const keyId = keyIdOf(publicKey)
  return {
    keyId,
    publicKey,
    sign({ seq, hash }, at) {
      const unsigned = { seq, hash, at: at.toISOString(), keyId }
      return { ...unsigned, signature: sign(null, textOf(unsigned), key).toString('base64') }
    },
  }
}

function keyIdOf(publicKey: string): string {
  return sha256Hex(publicKey).slice(0, 16)
}

function textOf({ seq, hash, at, keyId }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(canonicalJson(['rekey checkpoint v1', seq, hash, at, keyId]))
}

export function isSigned(checkpoint: Checkpoint, publicKey: string | KeyObject): boolean {
  return verify(null, textOf(checkpoint), publicKey, Buffer.from(checkpoint.signature, 'base64'))
}

/** Signs the present head. Undefined when that was done already, or nothing was written yet. */
export async function addCheckpoint(db: Db, signer: Signer, now: Date): Promise<Checkpoint | undefined> {
  const head = await readHead(db)
  if (head.seq === 0) return undefined
  const checkpoint = signer.sign(head, now)
  const made = await db
    .insertInto('checkpoints')
    .values({ seq: head.seq, hash: head.hash, at: now, key_id: signer.keyId, signature: checkpoint.signature })
    .onConflict((conflict) => conflict.column('seq').doNothing())
    .returning('seq')
    .executeTakeFirst()
  return made && checkpoint
}

export async function readCheckpoints(db: Db): Promise<Checkpoint[]> {
  const rows = await db.selectFrom('checkpoints').selectAll().orderBy('seq').execute()
  return rows.map(({ seq, hash, at, key_id, signature }) => ({
    seq,
    hash,
    at: at.toISOString(),
    keyId: key_id,
    signature,
  }))
}

/** One file for each database that was ever served from here: by the key that signs its checkpoints. */
const anchorPath = (folder: string, { keyId }: Signer): string => join(folder, `${keyId}.json`)

/** In the place of the former one, at once: a start never meets half of it. */
export async function writeAnchor(folder: string, signer: Signer, checkpoint: Checkpoint): Promise<void> {
  const path = anchorPath(folder, signer)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(checkpoint)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

/** Throws JOURNAL_ANCHOR_INVALID. */
export async function readAnchor(folder: string, signer: Signer): Promise<Checkpoint | undefined> {
  const path = anchorPath(folder, signer)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw journalError('JOURNAL_ANCHOR_INVALID', `the anchor ${path} cannot be read (${error.code})`)
  })
  if (text === undefined) return undefined
  try {
    const anchor = JSON.parse(text) as Checkpoint
    if (isSigned(anchor, signer.publicKey)) return anchor
  } catch {
    // Falls through: what cannot be read was not written by us.
  }
  throw journalError('JOURNAL_ANCHOR_INVALID', `the anchor ${path} does not carry our signature`)
}

/**
 * Throws JOURNAL_ROLLED_BACK when the journal does not hold what the anchor knows, or JOURNAL_ANCHOR_INVALID. With
 * the owner's reason it writes that into the journal instead.
 */
export async function checkAnchor(
  db: Db,
  signer: Signer,
  options: { folder: string; accept?: string | undefined; now: Date },
): Promise<void> {
  try {
    const anchor = await readAnchor(options.folder, signer)
    if (!anchor) return
    const entry = await db.selectFrom('journal').select('hash').where('seq', '=', anchor.seq).executeTakeFirst()
    if (entry?.hash === anchor.hash) return
    const { seq } = await readHead(db)
    throw journalError(
      'JOURNAL_ROLLED_BACK',
      `at ${anchor.at} the journal had entry ${anchor.seq}; the one in this database ends at ${seq}${entry ? ' and is another one' : ''}`,
    )
  } catch (error) {
    if (options.accept === undefined) throw error
    const detail = { reason: options.accept, problem: (error as Error).message }
    await append(db, options.now, [{ actor: 'owner', action: 'journal.rollback-accepted', subject: 'journal', detail }])
    const accepted = signer.sign(await readHead(db), options.now)
    await writeAnchor(options.folder, signer, accepted)
  }
}
