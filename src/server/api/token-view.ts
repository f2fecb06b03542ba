/** How an open token is shown: everything but itself. */
import { Type, type Static } from '@sinclair/typebox'
import type { OpenToken } from '../../access/sessions.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])
export const TokenView = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    method: Nullable,
    createdAt: Type.String(),
    expiresAt: Nullable,
    lastUsedAt: Nullable,
    ip: Nullable,
    agent: Nullable,
    usesLeft: Type.Union([Type.Integer(), Type.Null()]),
    /** The one that asks. */
    isThis: Type.Boolean(),
  },
  { title: 'TokenView' },
)

export function viewToken(token: OpenToken, thisId: string | undefined): Static<typeof TokenView> {
  return {
    ...token,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    isThis: token.id === thisId,
  }
}
