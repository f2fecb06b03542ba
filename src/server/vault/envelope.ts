/** The shape of every answer of the Vault API. */
import { randomUUID } from 'node:crypto'
import type { Answer, AuthAnswer } from './call.ts'

export function envelope(requestId: string, answer: Answer): object {
  if (answer.raw) return answer.raw
  return {
    request_id: requestId,
    lease_id: answer.lease?.id ?? '',
    renewable: answer.lease?.renewable ?? false,
    lease_duration: answer.lease?.ttlS ?? 0,
    data: answer.data ?? null,
    wrap_info: answer.wrapInfo ?? null,
    warnings: answer.warnings?.length ? answer.warnings : null,
    auth: answer.auth ? authBlock(answer.auth) : null,
    mount_type: '',
    ...answer.top,
  }
}

function authBlock({ text, token, ttlS }: AuthAnswer): object {
  const isBatch = token.kind === 'batch'
  return {
    client_token: text.reveal(),
    accessor: isBatch ? '' : token.accessor,
    policies: token.policies,
    token_policies: token.policies,
    metadata: token.meta,
    lease_duration: ttlS,
    renewable: token.renewable,
    entity_id: token.entity?.id ?? '',
    token_type: token.kind,
    orphan: token.parent === null,
    mfa_requirement: null,
    num_uses: token.numUses,
  }
}

export const newRequestId = (): string => randomUUID()
