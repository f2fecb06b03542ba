/**
 * The last values of a selection, encrypted for the time when the server is away: AES-256-GCM under a key that HKDF
 * derives from the token (43 random characters: nothing to guess, so nothing to stretch). Whoever has the file alone
 * has nothing; whoever has the token could ask the server. Bound to the server, the selection and its time. It is
 * deleted when the server says no.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineErrors, isRekeyError } from '../base/errors.ts'
import { formatDuration } from '../base/duration.ts'
import { Sensitive } from '../base/sensitive.ts'
import { type Injected } from './run-values.ts'

export const fallbackError = defineErrors({
  FALLBACK_MISSING: { status: 404, exit: 2, hint: 'Run once while the server answers, with the same options.' },
  FALLBACK_UNUSABLE: { status: 400, exit: 2, hint: 'Run once while the server answers: it is written anew.' },
  FALLBACK_TOO_OLD: { status: 410, exit: 2, hint: 'Wait for the server, or allow more: --fallback-max-age 30d.' },
})

export interface Fallback {
  /** Throws FALLBACK_MISSING, FALLBACK_UNUSABLE or FALLBACK_TOO_OLD; one that is too old is deleted. */
  read(): Promise<{ secrets: Injected[]; savedAt: Date }>
  write(secrets: readonly Injected[]): Promise<void>
  drop(): Promise<void>
}

export interface FallbackOptions {
  readonly path: string
  readonly token: Sensitive
  /** What it belongs to: the server and the selection. Authenticated, not stored. */
  readonly about: string
  readonly maxAgeMs: number
  readonly now: () => Date
}

interface Envelope {
  readonly format: 1
  readonly savedAt: string
  /** Over names and versions: the same selection is not written twice. */
  readonly etag: string
  readonly salt: string
  readonly iv: string
  readonly tag: string
  readonly data: string
}

export function openFallback(options: FallbackOptions): Fallback {
  const { path, maxAgeMs, now } = options
  const drop = (): Promise<void> => rm(path, { force: true })
  return {
    drop,
    async read() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw fallbackError('FALLBACK_MISSING', `there is no offline copy at ${path}`)
        throw fallbackError('FALLBACK_UNUSABLE', `${path} cannot be read (${error.code})`)
      })
      const envelope = parseEnvelope(text)
      if (!envelope) throw fallbackError('FALLBACK_UNUSABLE', `${path} is no offline copy of ours`)
      const secrets = open(envelope, options)
      const savedAt = new Date(envelope.savedAt)
      // A clock that was set back must not make it older than it is, nor keep it for ever.
      const ageMs = Math.abs(now().getTime() - savedAt.getTime())
      if (ageMs > maxAgeMs) {
        await drop()
        throw fallbackError('FALLBACK_TOO_OLD', `the offline copy was ${formatDuration(ageMs)} old, and is deleted`)
      }
      return { secrets, savedAt }
    },
    async write(secrets) {
      const folder = dirname(path)
      if (await mkdir(folder, { recursive: true, mode: 0o700 })) await chmod(folder, 0o700)
      const next = `${path}.${process.pid}`
      await writeFile(next, `${JSON.stringify(seal(secrets, options))}\n`, { mode: 0o600, flag: 'wx' })
      await rename(next, path)
    },
  }
}

/** True for what an offline copy is kept for: no answer, or a server that is broken. */
export function isAway(error: unknown): boolean {
  return isRekeyError(error, 'SERVER_UNREACHABLE') || (isRekeyError(error) && error.status >= 500)
}

/** True when the server itself said no: what it gave before is not ours any more. */
export function isDenied(error: unknown): boolean {
  return isRekeyError(error) && [401, 403, 404].includes(error.status) && !LOCAL.has(error.code)
}

/** Said by this program before it asked anybody. */
const LOCAL = new Set(['TOKEN_MISSING', 'TOKEN_UNREADABLE', 'FALLBACK_MISSING', 'RUN_SECRET_UNKNOWN'])

function deriveKey(token: Sensitive, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', token.reveal(), salt, 'rekey run offline copy', 32))
}

function boundTo({ about }: FallbackOptions, { savedAt, etag }: Pick<Envelope, 'savedAt' | 'etag'>): Buffer {
  return Buffer.from(JSON.stringify([1, about, savedAt, etag]))
}

function seal(secrets: readonly Injected[], options: FallbackOptions): Envelope {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const names = secrets.map(({ name, version }) => `${name}@${version}`)
  const etag = createHash('sha256').update(names.toSorted().join('\n')).digest('hex').slice(0, 32)
  const savedAt = options.now().toISOString()
  const plain = JSON.stringify(
    secrets.map(({ name, key, version, value }) => ({ name, key, version, value: value.reveal() })),
  )
  const cipher = createCipheriv('aes-256-gcm', deriveKey(options.token, salt), iv)
  cipher.setAAD(boundTo(options, { savedAt, etag }))
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const text = (bytes: Buffer): string => bytes.toString('base64')
  const sealed = { salt: text(salt), iv: text(iv), tag: text(cipher.getAuthTag()), data: text(data) }
  return { format: 1, savedAt, etag, ...sealed }
}

function open(envelope: Envelope, options: FallbackOptions): Injected[] {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
  try {
    const key = deriveKey(options.token, bytes(envelope.salt))
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(envelope.iv), { authTagLength: 16 })
    decipher.setAAD(boundTo(options, envelope))
    decipher.setAuthTag(bytes(envelope.tag))
    const plain = Buffer.concat([decipher.update(bytes(envelope.data)), decipher.final()]).toString()
    const values = JSON.parse(plain) as { name: string; key: string; version: number; value: string }[]
    return values.map(({ value, ...rest }) => ({ ...rest, value: new Sensitive(value) }))
  } catch {
    // The reason is left out on purpose: a JSON error quotes the text.
    throw fallbackError('FALLBACK_UNUSABLE', 'the offline copy belongs to another token or selection, or was changed')
  }
}

function parseEnvelope(text: string): Envelope | undefined {
  try {
    const envelope = JSON.parse(text) as Partial<Record<keyof Envelope, unknown>>
    const fields = ['savedAt', 'etag', 'salt', 'iv', 'tag', 'data'] as const
    if (envelope.format !== 1 || fields.some((field) => typeof envelope[field] !== 'string')) return undefined
    return envelope as unknown as Envelope
  } catch {
    return undefined
  }
}
