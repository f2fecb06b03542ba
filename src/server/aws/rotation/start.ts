/**
 * Starts one rotation: by a function of the user's, with an empty AWSPENDING version under the client's token, or by
 * our own rotators when the secret is a key of a provider that they know.
 */
import type { Db } from '../../../db/connect.ts'
import { append } from '../../../journal/append.ts'
import { findKind } from '../../../rotate/context.ts'
import { planRotation } from '../../../rotate/plan.ts'
import { createRotation } from '../../../rotate/store.ts'
import { addVersion } from '../../../secrets/new-version.ts'
import { listVersions, lockSecret, type StoredSecret, type VersionInfo } from '../../../secrets/store.ts'
import type { App } from '../../app.ts'

export const FUNCTION_QUEUE = { table: 'function_rotations', status: 'running' } as const

export interface RotationStart {
  readonly secret: StoredSecret
  readonly arn: string
  /** Id of the version that it makes. */
  readonly token: string
  /** None: our own rotators. */
  readonly functionArn: string | undefined
  /** Only asks the function whether it could. */
  readonly testsOnly: boolean
  readonly actor: string
}

/** `again`: an earlier run has not come to its end, and was taken up again in place of a new one. */
export type Started = 'started' | 'again'

export function canRotateItself(app: App, secret: StoredSecret): boolean {
  return findKind(app.rotation.providers, secret).create !== undefined
}

export async function startRotation(app: App, tx: Db, start: RotationStart): Promise<Started> {
  const { secret, functionArn } = start
  await lockSecret(tx, secret.id)
  if (functionArn !== undefined) return startFunction(app, tx, start, functionArn)
  const plan = planRotation(findKind(app.rotation.providers, secret), {
    leaked: false,
    hasAdmin: Boolean(secret.rotation?.admin),
  })
  await createRotation(tx, app.clock.now(), {
    secret,
    plan,
    reason: 'RotateSecret of AWS Secrets Manager',
    requestedBy: start.actor,
    versionId: start.token,
  })
  return 'started'
}

async function startFunction(app: App, tx: Db, start: RotationStart, functionArn: string): Promise<Started> {
  const { secret, token, testsOnly, actor } = start
  const now = app.clock.now()
  const open = await tx
    .selectFrom('function_rotations')
    .select(['id', 'token'])
    .where('secret_id', '=', secret.id)
    .where('status', '=', 'running')
    .executeTakeFirst()
  if (open && open.token !== token) {
    await tx.updateTable('function_rotations').set({ run_at: now }).where('id', '=', open.id).execute()
    return 'again'
  }
  if (open) return 'started'
  const versions = await listVersions(tx, secret.id, now)
  const left = versions.find(isLeftPending)
  const isAgain = left !== undefined && left.externalId !== token
  if (!left) {
    await addVersion(tx, app.keyring, now, {
      secret,
      externalId: token,
      labels: ['pending'],
      besidePending: true,
      actor,
    })
  }
  const id = `${secret.id}:${now.getTime()}:${token}`.slice(0, 200)
  await tx
    .insertInto('function_rotations')
    .values({
      id,
      secret_id: secret.id,
      token: left?.externalId ?? token,
      arn: start.arn,
      function_arn: functionArn,
      step: testsOnly && !isAgain ? 'testSecret' : 'createSecret',
      tests_only: testsOnly && !isAgain,
      status: 'running',
      requested_by: actor,
      created_at: now,
      run_at: now,
    })
    .execute()
  const detail = { function: functionArn, versionId: left?.externalId ?? token, testsOnly }
  await append(tx, now, [{ actor, action: 'function-rotation.started', subject: secret.fullName, detail }])
  return isAgain ? 'again' : 'started'
}

/** AWSPENDING on a version that is not AWSCURRENT as well: a rotation that did not end. */
function isLeftPending({ labels }: VersionInfo): boolean {
  return labels.includes('pending') && !labels.includes('current')
}
