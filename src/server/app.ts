/** What every part of the server is given: the database, the keys, the clock and the ways to tell others. */
import type { Logger } from 'pino'
import type { Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import type { JournalWriter } from '../journal/append.ts'
import type { Feed } from '../journal/feed.ts'
import type { RotationDeps } from '../rotate/run.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { KeyRotation } from '../secrets/key-rotation.ts'
import type { Memory } from '../secrets/memory.ts'
import type { IssuerKeys } from '../access/issuer-keys.ts'
import type { Reads } from '../secrets/reads.ts'
import type { Writes } from '../secrets/writes.ts'
import type { RotationFunctions } from './aws/rotation/rotation-functions.ts'
import type { Door } from './door.ts'

export interface App {
  readonly door: Door
  /** Public keys of those who vouch for people and machines. */
  readonly issuerKeys: IssuerKeys
  readonly db: Db
  readonly keyring: Keyring
  readonly keys: KeyRotation
  readonly clock: Clock
  readonly journal: JournalWriter
  readonly feed: Feed
  /** The only way by which a value leaves to a client. */
  readonly reads: Reads
  /** Stores values of many callers in one commit. */
  readonly writes: Writes
  /** What this node remembers of the database, and up to which entry of the journal it is right. */
  readonly memory: Memory
  readonly log: Logger
  readonly rotation: RotationDeps
  /** Folder for files that belong to incidents: imported logs. */
  readonly filesFolder: string
  /** Wakes the workers after something was queued. */
  readonly pokeWorkers: () => void
  /** Start the rotation of our own leaked secrets without being asked. */
  readonly autoRotate: boolean
  /** Functions of the user's that rotate secrets, by the addresses that the operator gave. */
  readonly rotationFunctions: RotationFunctions
}
