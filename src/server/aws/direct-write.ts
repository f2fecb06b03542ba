/** Where a project wants a second person for its values, a client of AWS cannot write past them. */
import { requireDirectWrite as requireOnePerson } from '../../access/approvals.ts'
import type { Db } from '../../db/connect.ts'
import type { Call } from './call.ts'

/** Call it inside the transaction that writes. Throws APPROVAL_REQUIRED. */
export async function requireDirectWrite(call: Call, tx: Db, fullName: string): Promise<void> {
  await requireOnePerson(tx, call.now, { identity: call.identity, name: fullName })
}
