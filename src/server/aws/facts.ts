/** What AWS's interface keeps beside a secret (its column `aws`), and the one way to read and change it. */
import type { Db } from '../../db/connect.ts'
import { updateSecret } from '../../secrets/secret-life.ts'
import { getSecretById, lockSecret, type StoredSecret } from '../../secrets/store.ts'
import type { RotationRules } from './rotation/schedule.ts'

export interface Replica {
  readonly region: string
  readonly kmsKeyId?: string
}

export interface RotationFacts {
  /** Absent: our own rotators do it. */
  readonly functionArn?: string
  readonly rules?: RotationRules
  readonly enabled: boolean
  readonly lastRotatedAt?: string
  readonly nextAt?: string
}

export interface AwsFacts {
  /** Where it was made. */
  readonly region?: string
  readonly kmsKeyId?: string
  readonly type?: string
  /** The keys of its tags in the order in which they came; also says that it was tagged once. */
  readonly tagKeys?: readonly string[]
  /** A resource policy, as it was sent. */
  readonly policy?: string
  readonly replicas?: readonly Replica[]
  readonly rotation?: RotationFacts
}

/** The column is written here only, so what it holds is what this file wrote. */
export const factsOf = (secret: StoredSecret): AwsFacts => secret.aws ?? {}

/** Changes facts under the lock of the secret. What `change` sets to undefined is taken away. */
export async function changeFacts(
  tx: Db,
  now: Date,
  { secret, actor, change }: { secret: StoredSecret; actor: string; change: (facts: AwsFacts) => AwsFacts },
): Promise<StoredSecret> {
  await lockSecret(tx, secret.id)
  const fresh = await getSecretById(tx, secret.id)
  return updateSecret(tx, now, fresh, { aws: { ...change(factsOf(fresh)) }, actor })
}
