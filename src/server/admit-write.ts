/**
 * May the caller write this secret, now and alone? By what this node remembers: ask it from `app.writes`, which
 * compares that with the journal in the transaction that writes.
 */
import type { FastifyRequest } from 'fastify'
import { judgeDirectWrite, listApprovalRules } from '../access/approvals.ts'
import type { NewEntry } from '../journal/append.ts'
import type { App } from './app.ts'
import { callerOf, requireStill } from './auth.ts'

/** Throws AUTH_REQUIRED, ACCESS_DENIED, APPROVAL_REQUIRED or BYPASS_REFUSED; answers what the journal must say. */
export async function admitWrite(
  app: App,
  request: FastifyRequest,
  name: string,
  bypassReason?: string,
): Promise<readonly NewEntry[]> {
  await requireStill(app, request, 'write', name)
  const rules = await app.memory.recall('approval rules', async () => {
    return { value: await listApprovalRules(app.db), names: [], ofRights: true, keep: true }
  })
  return judgeDirectWrite(rules, { identity: callerOf(request), name, bypassReason })
}
