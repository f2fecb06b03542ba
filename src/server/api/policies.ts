/** Named policies, who has them, and why somebody may do something or not. */
import { Type, type Static } from '@sinclair/typebox'
import {
  assignPolicy,
  getPolicy,
  listAssignments,
  listPolicies,
  removePolicy,
  requireIdentity,
  setPolicy,
  unassignPolicy,
  type Assignment,
  type NamedPolicy,
} from '../../access/policies.ts'
import { ACTIONS, type Policy } from '../../db/access-tables.ts'
import { decide, explain } from '../../secrets/access.ts'
import { accessError } from '../../secrets/access-error.ts'
import { listLiveIdentities } from '../../secrets/identities.ts'
import { formatSecretName, HOUSE, parseSecretName } from '../../secrets/name.ts'
import type { App } from '../app.ts'
import { callerOf, requireAccess } from '../auth.ts'
import type { Server } from '../http.ts'
import { AssignmentView, ExplanationView, PolicyView, type RuleView } from './access-schemas.ts'
import { AccessTable } from './secret-schemas.ts'

const Action = Type.Union(ACTIONS.map((action) => Type.Literal(action)))
export const RuleBody = Type.Object(
  {
    effect: Type.Union([Type.Literal('allow'), Type.Literal('deny')]),
    pattern: Type.String({ minLength: 1, maxLength: 600 }),
    actions: Type.Array(Action, { minItems: 1, maxItems: ACTIONS.length }),
    until: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
)
const Name = Type.Object({ name: Type.String({ maxLength: 200 }) })

const viewRule = (rule: Policy): Static<typeof RuleView> => ({ ...rule, actions: [...rule.actions] })
const viewPolicy = (policy: NamedPolicy): Static<typeof PolicyView> => ({
  ...policy,
  rules: policy.rules.map(viewRule),
  updatedAt: policy.updatedAt.toISOString(),
})
const viewAssignment = ({ id, policy, identity, group, until }: Assignment): Static<typeof AssignmentView> => ({
  id,
  policy,
  identity: identity ?? null,
  group: group ?? null,
  until: until?.toISOString() ?? null,
})

export function policyRoutes(server: Server, app: App): void {
  const admin = { config: { access: { action: 'admin' as const } } }

  server.get(
    '/api/policies',
    {
      ...admin,
      schema: {
        response: {
          200: Type.Object({ policies: Type.Array(PolicyView), assignments: Type.Array(AssignmentView) }),
        },
      },
    },
    async () => ({
      policies: (await listPolicies(app.db)).map(viewPolicy),
      assignments: (await listAssignments(app.db)).map(viewAssignment),
    }),
  )

  server.get(
    '/api/policies/:name',
    { ...admin, schema: { params: Name, response: { 200: PolicyView } } },
    async (request) => viewPolicy(await getPolicy(app.db, request.params.name)),
  )

  server.put(
    '/api/policies/:name',
    {
      ...admin,
      schema: {
        params: Name,
        body: Type.Object(
          { about: Type.Optional(Type.String({ maxLength: 300 })), rules: Type.Array(RuleBody) },
          { additionalProperties: false },
        ),
        response: { 200: PolicyView },
      },
    },
    async (request) => {
      const { about = '', rules } = request.body
      const change = { name: request.params.name, about, rules: rules as Policy[], giver: callerOf(request) }
      const policy = await app.db.transaction().execute((tx) => setPolicy(tx, app.clock.now(), change))
      app.feed.poke()
      return viewPolicy(policy)
    },
  )

  server.delete('/api/policies/:name', { ...admin, schema: { params: Name } }, async (request, reply) => {
    const change = { name: request.params.name, giver: callerOf(request) }
    await app.db.transaction().execute((tx) => removePolicy(tx, app.clock.now(), change))
    return reply.code(204).send()
  })

  server.post(
    '/api/policies/:name/assignments',
    {
      ...admin,
      schema: {
        params: Name,
        body: Type.Object(
          {
            identity: Type.Optional(Type.String()),
            group: Type.Optional(Type.String()),
            until: Type.Optional(Type.String({ format: 'date-time' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: AssignmentView },
      },
    },
    async (request) => {
      const { identity, group, until } = request.body
      if ((identity === undefined) === (group === undefined)) {
        throw accessError('RULE_INVALID', 'a policy is given to an identity or to a group', {
          hint: 'Name one of the two: {"identity": "ci"} or {"group": "developers"}.',
        })
      }
      const made = await app.db.transaction().execute((tx) =>
        assignPolicy(tx, app.clock.now(), {
          policy: request.params.name,
          to: identity === undefined ? { group: group as string } : { identity },
          until: until === undefined ? undefined : new Date(until),
          giver: callerOf(request),
        }),
      )
      app.feed.poke()
      return viewAssignment(made)
    },
  )

  server.delete(
    '/api/assignments/:id',
    { ...admin, schema: { params: Type.Object({ id: Type.String() }) } },
    async (request, reply) => {
      const change = { id: request.params.id, giver: callerOf(request) }
      await app.db.transaction().execute((tx) => unassignPolicy(tx, app.clock.now(), change))
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.get(
    '/api/explain',
    {
      config: { access: 'identity' },
      schema: {
        querystring: Type.Object({
          who: Type.Optional(Type.String()),
          name: Type.String({ maxLength: 1_200 }),
          action: Type.Optional(Action),
        }),
        response: { 200: ExplanationView },
      },
    },
    async (request) => {
      const { who, action = 'read' } = request.query
      const caller = callerOf(request)
      const name = canonicalName(request.query.name)
      const isOwn = who === undefined || who === caller.name
      // Somebody else's rules are the business of those who administer.
      if (!isOwn) requireAccess(caller, 'admin', HOUSE)
      const identity = isOwn ? caller : await requireIdentity(app.db, who, app.clock.now())
      const { allowed, because, rule, matching, needed } = explain(identity.policies, action, name)
      return {
        who: identity.name,
        name,
        action,
        allowed,
        because,
        needed: needed ?? null,
        rule: rule ? viewRule(rule) : null,
        matching: matching.map((one) => ({ rule: viewRule(one.rule), namesAction: one.namesAction })),
      }
    },
  )

  server.get(
    '/api/access',
    {
      ...admin,
      schema: {
        querystring: Type.Object({ name: Type.String({ maxLength: 1_200 }) }),
        response: { 200: AccessTable },
      },
    },
    async (request) => {
      const name = canonicalName(request.query.name)
      const everyone = await listLiveIdentities(app.db, app.clock.now())
      const rows = everyone.map((identity) => ({
        who: identity.name,
        kind: identity.kind,
        actions: ACTIONS.map((action) => {
          const { allowed, because } = decide(identity.policies, action, name)
          return { action, allowed, because }
        }),
      }))
      return { name, rows }
    },
  )
}

/** Throws SECRET_NAME_INVALID: an answer about another spelling would be about nothing. */
function canonicalName(text: string): string {
  return text === HOUSE ? HOUSE : formatSecretName(parseSecretName(text))
}
