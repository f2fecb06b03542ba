/**
 * Who a token belongs to, from memory where that may be. Only for answers that are checked against the journal
 * before they leave (reads.ts): for all others the memory of this node may lag behind another one's change.
 */
import { hash } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { findToken, type Identity, type TokenFacts, type TokenKind } from './identities.ts'
import type { Keyring } from './keyring.ts'
import type { Memory } from './memory.ts'
import { identityKey } from './touches.ts'

export interface TokenOwner {
  readonly identity: Identity
  token: TokenFacts
}

/** As often as token-use.ts writes a use down. */
const NOTED_MS = 60_000

interface Deps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly memory: Memory
}

const keyOf = (token: Sensitive, kind: TokenKind): string => `token\n${kind}\n${hash('sha256', token.reveal())}`

/**
 * The same without a wait: undefined where something has to be looked up, or written down. So it may be asked again
 * with `recallToken`.
 */
export function findRemembered({ clock, memory }: Deps, token: Sensitive, kind: TokenKind): TokenOwner | undefined {
  const found = memory.find<TokenOwner>(keyOf(token, kind))
  if (!found) return undefined
  const now = clock.now().getTime()
  const { expiresAt, lastUsedAt } = found.token
  if (expiresAt && expiresAt.getTime() <= now) return undefined
  if (found.identity.freshUntil && found.identity.freshUntil.getTime() <= now) return undefined
  return lastUsedAt && now - lastUsedAt.getTime() < NOTED_MS ? found : undefined
}

export async function recallToken(
  { db, keyring, clock, memory }: Deps,
  token: Sensitive,
  kind: TokenKind,
): Promise<TokenOwner | undefined> {
  const key = keyOf(token, kind)
  const now = clock.now()
  const load = () => findToken(db, keyring, now, token, [kind])
  const found = await memory.recall<TokenOwner | undefined>(key, async () => {
    const value = await load()
    // One that is counted, or ends when it rests, is looked up each time; an unknown one costs no memory.
    const keep = value !== undefined && value.token.maxUses === null && value.token.idleMs === null
    return { value, keep, names: value ? [identityKey(value.identity.name)] : [], ofRights: true }
  })
  if (!found) return undefined
  const { identity, token: facts } = found
  if (facts.expiresAt && facts.expiresAt <= now) return undefined
  if (identity.freshUntil && identity.freshUntil <= now) return load()
  // Whoever is given facts that are a minute old notes the use; those after them are told that it was noted.
  if (facts.lastUsedAt === null || now.getTime() - facts.lastUsedAt.getTime() >= NOTED_MS) {
    found.token = { ...facts, lastUsedAt: now }
    return { identity, token: facts }
  }
  return found
}
