/**
 * Whose access key is it? All keys that may sign are kept open in memory and are read again when the journal says
 * that keys, identities or policies changed: no request waits for the database, and a key that does not exist
 * costs the same work as one that does.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { hashSessionToken, openAccessKeys, type AccessKey } from '../../secrets/access-keys.ts'
import { findIdentityById, type Identity } from '../../secrets/identities.ts'
import type { App } from '../app.ts'
import { accountOf, type Scope } from './arn.ts'
import { AwsError } from './aws-error.ts'
import { deriveSigningKey } from '../../base/aws-signature.ts'
import { type Credential, type Signer } from './sigv4.ts'

export interface KeySigner extends Signer {
  readonly isKnown: boolean
  readonly keyId: string
  /** Undefined when it was disabled. Kept until something changes. */
  owner(): Promise<Identity | undefined>
  readonly scope: Scope
  readonly account: string
}

export interface Signers {
  /** Waits only when something changed. */
  ready(): Promise<void>
  find(accessKeyId: string): KeySigner
  /** What is known may be old: read it again. */
  forget(): void
}

/** After so long they are read again whatever the journal says. */
const MAX_AGE_MS = 60_000
/** Regions and services are the client's to choose: what is kept of them is bounded. */
const MAX_SIGNING_KEYS = 64
const CHANGES = /^(?:access-key|identity|token|policy|group|role|session|approval)\./

export function createSigners(app: App): Signers {
  const nobody = unknownSigner()
  let keys: ReadonlyMap<string, KeySigner> = new Map()
  let owners = new Map<string, Promise<Identity | undefined>>()
  let loadedAt = -Infinity
  let loading: Promise<void> | undefined

  const forget = (): void => {
    loadedAt = -Infinity
    owners = new Map()
  }
  app.feed.subscribe(({ action }) => {
    if (CHANGES.test(action)) forget()
  })

  /** Kept as long as its rules hold. What fails, or comes too late, is not kept. */
  function findOwner(identityId: string): Promise<Identity | undefined> {
    const kept = owners.get(identityId)
    if (kept) return kept
    const into = owners
    const now = app.clock.now()
    const found = findIdentityById(app.db, identityId, now).then(
      (identity) => {
        const end = identity?.freshUntil?.getTime()
        if (end !== undefined)
          setTimeout(() => into.delete(identityId), Math.min(end - now.getTime(), MAX_AGE_MS)).unref()
        return identity
      },
      (error: unknown) => {
        into.delete(identityId)
        throw error
      },
    )
    into.set(identityId, found)
    return found
  }

  async function load(): Promise<void> {
    // Set first: a change that comes while the rows are read is not missed.
    loadedAt = app.clock.now().getTime()
    owners = new Map()
    try {
      const opened = await openAccessKeys(app.db, app.keyring)
      keys = new Map(opened.map((key) => [key.id, knownSigner(app, key, () => findOwner(key.identityId))]))
    } catch (error) {
      loadedAt = -Infinity
      throw error
    }
  }

  return {
    async ready() {
      while (loading || app.clock.now().getTime() - loadedAt > MAX_AGE_MS) {
        loading ??= load().finally(() => {
          loading = undefined
        })
        await loading
      }
    },
    find: (accessKeyId) => keys.get(accessKeyId) ?? nobody,
    forget,
  }
}

function knownSigner(app: App, key: AccessKey, owner: () => Promise<Identity | undefined>): KeySigner {
  const signingKeys = new Map<string, Buffer>()
  return {
    isKnown: true,
    keyId: key.id,
    owner,
    scope: { project: key.project, environment: key.environment },
    account: accountOf(key),
    signingKey(credential) {
      const name = `${credential.date}/${credential.region}/${credential.service}`
      const kept = signingKeys.get(name)
      if (kept) return kept
      if (signingKeys.size >= MAX_SIGNING_KEYS) signingKeys.clear()
      const made = deriveSigningKey(key.secret.reveal(), credential)
      signingKeys.set(name, made)
      return made
    },
    acceptsSessionToken(token) {
      if (key.expiresAt && key.expiresAt <= app.clock.now()) {
        throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired')
      }
      if (key.tokenHash === null || token === undefined) return key.tokenHash === null && token === undefined
      return timingSafeEqual(Buffer.from(key.tokenHash), Buffer.from(hashSessionToken(app.keyring, token)))
    },
  }
}

function unknownSigner(): KeySigner {
  const kept = new Map<string, Buffer>()
  const secret = randomBytes(30).toString('base64')
  return {
    isKnown: false,
    keyId: '',
    owner: async () => undefined,
    scope: { project: '', environment: '' },
    account: '',
    // Kept as for a known key, so that the second request costs as little.
    signingKey(credential: Credential) {
      const name = `${credential.accessKeyId}/${credential.date}/${credential.region}/${credential.service}`
      const found = kept.get(name)
      if (found) return found
      if (kept.size >= MAX_SIGNING_KEYS) kept.clear()
      const made = deriveSigningKey(secret, credential)
      kept.set(name, made)
      return made
    },
    acceptsSessionToken: () => false,
  }
}
