/** The keys behind the leases of `database/` mounts: taking them back, and letting them live longer. */
import type { Sensitive } from '../../base/sensitive.ts'
import { dropDynamicRole, extendDynamicRole } from '../../rotate/dynamic.ts'
import type { App } from '../app.ts'
import { findConnection, withConnection, type ConnectionProof } from './database-connection.ts'
import { bad } from './fault.ts'
import { listMounts } from './mounts.ts'

/** Sealed in the lease: all that is needed but the connection, whose password may change. */
export interface KeyDetails {
  readonly mount: string
  readonly config: string
  readonly username: string
  readonly revocation: readonly string[]
  readonly renewal: readonly string[]
}

async function proofOf(app: App, details: KeyDetails): Promise<ConnectionProof> {
  const mount = (await listMounts(app.db, app.clock.now())).find(({ uuid }) => uuid === details.mount)
  const found = mount && (await findConnection(app.db, app, mount, details.config))
  if (!found) throw bad(`the connection "${details.config}" is not there any more`)
  return found.proof
}

export async function takeBack(app: App, sealed: Sensitive): Promise<void> {
  const details = JSON.parse(sealed.reveal()) as KeyDetails
  const { username, revocation: statements } = details
  await withConnection(app, await proofOf(app, details), (connection) =>
    dropDynamicRole(connection, { username, statements }),
  )
}

export async function extendKey(app: App, sealed: Sensitive, until: Date): Promise<void> {
  const details = JSON.parse(sealed.reveal()) as KeyDetails
  const { username, renewal: statements } = details
  try {
    await withConnection(app, await proofOf(app, details), (connection) =>
      extendDynamicRole(connection, { username, statements, until }),
    )
  } catch (error) {
    throw bad(`failed to renew entry: ${(error as Error).message}`)
  }
}
