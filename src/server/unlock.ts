/** How a server opens a root key that is under a lock: by what it was given, by AWS KMS, or by shares that come in. */
import type { Sensitive } from '../base/sensitive.ts'
import {
  createUnlock,
  passphraseLock,
  type LockedKey,
  type RootKeyLock,
  type Unlock,
} from '../secrets/root-key-lock.ts'
import { createKms } from './kms.ts'
import { waitForShares } from './sealed-door.ts'

interface Options {
  readonly passphrase: Sensitive | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly host: string
  readonly port: number
  readonly onSealed: (url: string, locked: LockedKey) => void
  readonly signal?: AbortSignal
}

export function createServerUnlock(options: Options): { unlock: Unlock; firstLock: RootKeyLock | undefined } {
  const { passphrase } = options
  return {
    unlock: createUnlock({
      passphrase,
      kms: createKms(options.env),
      shares: (text, locked) => waitForShares(text, locked, options),
    }),
    firstLock: passphrase && passphraseLock(passphrase),
  }
}
