/** Changes that take two persons: the rules, and what waits. No answer here holds a proposed value. */
import { Type, type Static } from '@sinclair/typebox'
import { Sensitive } from '../../base/sensitive.ts'
import { listApprovalRules, removeApprovalRule, setApprovalRule } from '../../access/approvals.ts'
import {
  decideChange,
  getChange,
  listChanges,
  proposeChange,
  type ChangeRequest,
} from '../../access/change-requests.ts'
import { parseRules, requireMayGrant } from '../../access/policies.ts'
import { decide } from '../../secrets/access.ts'
import type { Identity } from '../../secrets/identities.ts'
import { formatSecretName, parseSecretName } from '../../secrets/name.ts'
import type { App } from '../app.ts'
import { callerOf, requireAccess } from '../auth.ts'
import type { Server } from '../http.ts'
import { ApprovalRuleView, ChangeRequestView } from './access-schemas.ts'

const DAY_MS = 86_400_000
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) })
const Verb = Type.Union([Type.Literal('approve'), Type.Literal('reject'), Type.Literal('withdraw')])

export function approvalRoutes(server: Server, app: App): void {
  const admin = { config: { access: { action: 'admin' as const } } }
  const own = { config: { access: 'identity' as const } }

  server.get(
    '/api/approval-rules',
    { ...admin, schema: { response: { 200: Type.Object({ rules: Type.Array(ApprovalRuleView) }) } } },
    async () => ({ rules: (await listApprovalRules(app.db)).map((rule) => ({ ...rule })) }),
  )

  server.put(
    '/api/approval-rules',
    {
      ...admin,
      schema: {
        body: Type.Object(
          {
            pattern: Type.String({ minLength: 1, maxLength: 600 }),
            ttlMs: Type.Optional(Type.Integer({ minimum: 60_000, maximum: 30 * DAY_MS })),
            bypass: Type.Optional(Type.Boolean()),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { ttlMs = DAY_MS, bypass = false } = request.body
      const pattern = ownPattern(callerOf(request), request.body.pattern)
      const input = { pattern, ttlMs, bypass, actor: callerOf(request).name }
      await app.db.transaction().execute((tx) => setApprovalRule(tx, app.clock.now(), input))
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.delete(
    '/api/approval-rules',
    { ...admin, schema: { querystring: Type.Object({ pattern: Type.String({ maxLength: 600 }) }) } },
    async (request, reply) => {
      const pattern = ownPattern(callerOf(request), request.query.pattern)
      const input = { pattern, actor: callerOf(request).name }
      await app.db.transaction().execute((tx) => removeApprovalRule(tx, app.clock.now(), input))
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.get(
    '/api/change-requests',
    { ...own, schema: { response: { 200: Type.Object({ requests: Type.Array(ChangeRequestView) }) } } },
    async (request) => {
      const caller = callerOf(request)
      const all = await listChanges(app.db, app.clock.now())
      return { requests: all.filter((one) => maySee(caller, one)).map((one) => view(one, caller)) }
    },
  )

  server.post(
    '/api/change-requests',
    {
      ...own,
      bodyLimit: 512 * 1024,
      schema: {
        body: Type.Object(
          {
            secret: Type.String({ maxLength: 1_200 }),
            value: Type.String({ minLength: 1 }),
            reason: Type.String({ minLength: 5, maxLength: 1_000 }),
            provider: Type.Optional(Type.String()),
            kind: Type.Optional(Type.String()),
          },
          { additionalProperties: false },
        ),
        response: { 200: ChangeRequestView },
      },
    },
    async (request) => {
      const { value, reason, provider, kind } = request.body
      const identity = callerOf(request)
      const secret = formatSecretName(parseSecretName(request.body.secret))
      requireAccess(identity, 'write', secret)
      const made = await app.db.transaction().execute((tx) =>
        proposeChange(tx, app.keyring, app.clock.now(), {
          identity,
          secret,
          value: new Sensitive(value),
          reason,
          settings: { ...(provider !== undefined && { provider }), ...(kind !== undefined && { kind }) },
        }),
      )
      app.feed.poke()
      return view(made, identity)
    },
  )

  server.post(
    '/api/change-requests/:id/:verb',
    {
      ...own,
      schema: {
        params: Type.Object({ id: Type.String({ maxLength: 64 }), verb: Verb }),
        body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 1_000 })) }),
        response: { 200: ChangeRequestView },
      },
    },
    async (request) => {
      const identity = callerOf(request)
      const { id, verb } = request.params
      const now = app.clock.now()
      const asked = await getChange(app.db, now, id)
      if (!maySee(identity, asked)) requireAccess(identity, 'approve', asked.secret)
      const done = await decideChange(app.db, app.keyring, now, { id, verb, identity, note: request.body.note })
      app.feed.poke()
      return view(done, identity)
    },
  )

  server.get(
    '/api/change-requests/:id',
    { ...own, schema: { params: Id, response: { 200: ChangeRequestView } } },
    async (request) => {
      const caller = callerOf(request)
      const asked = await getChange(app.db, app.clock.now(), request.params.id)
      if (!maySee(caller, asked)) requireAccess(caller, 'approve', asked.secret)
      return view(asked, caller)
    },
  )
}

/** Throws RULE_INVALID, GRANT_TOO_WIDE: a rule binds what its maker administers, and no more. */
function ownPattern(caller: Identity, text: string): string {
  const rules = parseRules([{ effect: 'allow', pattern: text, actions: ['admin'] }])
  requireMayGrant(caller, rules)
  return text
}

function maySee(caller: Identity, { secret, requesterId }: ChangeRequest): boolean {
  return (
    requesterId === caller.id ||
    decide(caller.policies, 'approve', secret).allowed ||
    decide(caller.policies, 'list', secret).allowed
  )
}

function view(one: ChangeRequest, caller: Identity): Static<typeof ChangeRequestView> {
  const { id, secret, baseVersion, reason, requestedBy, status, decidedBy, note, version } = one
  const isOwn = one.requesterId === caller.id
  return {
    id,
    secret,
    baseVersion,
    reason,
    requestedBy,
    status,
    decidedBy,
    note,
    version,
    createdAt: one.createdAt.toISOString(),
    expiresAt: one.expiresAt.toISOString(),
    decidedAt: one.decidedAt?.toISOString() ?? null,
    mayDecide: status === 'open' && !isOwn && decide(caller.policies, 'approve', secret).allowed,
    mayWithdraw: status === 'open' && isOwn,
  }
}
