/** OpenID providers and issuers of tokens, and whom their word is believed for. */
import { Type, type Static } from '@sinclair/typebox'
import { Sensitive } from '../../base/sensitive.ts'
import { linkSubject } from '../../access/oidc.ts'
import { requireIdentity, requireMayActAs, requireMayGrant } from '../../access/policies.ts'
import { bindJwt, listMethods, setMethod, type JwtBinding, type OidcSettings } from '../../access/sign-in-methods.ts'
import { accessError } from '../../secrets/access-error.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

const Text = Type.String({ minLength: 1, maxLength: 1_000 })
const Texts = Type.Array(Text, { maxItems: 50 })
const Name = Type.Object({ name: Type.String({ maxLength: 64 }) })
const Settings = Type.Object(
  {
    issuer: Text,
    audiences: Texts,
    algorithms: Type.Optional(Texts),
    keys: Type.Optional(
      Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 20 }) }),
    ),
    jwksUri: Type.Optional(Text),
    clientId: Type.Optional(Text),
    scopes: Type.Optional(Texts),
    groupsClaim: Type.Optional(Text),
    groups: Type.Optional(Type.Record(Type.String(), Text)),
    createPeople: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

export function signInMethodRoutes(server: Server, app: App): void {
  const admin = { config: { access: { action: 'admin' as const } } }

  const MethodView = Type.Object({
    name: Type.String(),
    kind: Type.String(),
    settings: Settings,
    hasClientSecret: Type.Boolean(),
  })
  const list = { response: { 200: Type.Object({ methods: Type.Array(MethodView) }) } }
  server.get('/api/sign-in-methods', { ...admin, schema: list }, async () => {
    const methods = await listMethods(app.db)
    return {
      methods: methods.map(({ name, kind, settings, sealedClientSecret }) => ({
        name,
        kind,
        settings: settings as Static<typeof Settings>,
        hasClientSecret: sealedClientSecret !== null,
      })),
    }
  })

  server.put(
    '/api/sign-in-methods/:name',
    {
      ...admin,
      schema: {
        params: Name,
        body: Type.Object(
          {
            kind: Type.Union([Type.Literal('oidc'), Type.Literal('jwt')]),
            settings: Settings,
            clientSecret: Type.Optional(Text),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { kind, settings, clientSecret } = request.body
      const caller = callerOf(request)
      if (kind === 'oidc' && settings.clientId === undefined) {
        throw accessError('RULE_INVALID', 'a provider for people needs a clientId', { hint: 'Register Rekey there.' })
      }
      // Whoever says who vouches for whom can be anybody: that takes everything.
      requireMayGrant(caller, [{ effect: 'allow', pattern: '**', actions: ['admin'] }])
      await app.db.transaction().execute((tx) =>
        setMethod(tx, app.keyring, app.clock.now(), {
          name: request.params.name,
          kind,
          settings: settings as unknown as OidcSettings,
          clientSecret: clientSecret === undefined ? undefined : new Sensitive(clientSecret),
          actor: caller.name,
        }),
      )
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/sign-in-methods/:name/bindings',
    {
      ...admin,
      schema: {
        params: Name,
        body: Type.Object(
          {
            identity: Text,
            subject: Type.Optional(Text),
            claims: Type.Optional(Type.Record(Type.String(), Texts)),
            ipRanges: Type.Optional(Texts),
            tokenTtlMs: Type.Optional(Type.Integer({ minimum: 1_000, maximum: 86_400_000 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ id: Type.String() }) },
      },
    },
    async (request) => {
      const { identity: name, ...bound } = request.body
      const now = app.clock.now()
      const identity = await requireIdentity(app.db, name, now)
      const input = { method: request.params.name, identity, bound: bound as JwtBinding, giver: callerOf(request) }
      return { id: await app.db.transaction().execute((tx) => bindJwt(tx, now, input)) }
    },
  )

  server.post(
    '/api/sign-in-methods/:name/links',
    { ...admin, schema: { params: Name, body: Type.Object({ identity: Text, subject: Text }) } },
    async (request, reply) => {
      const now = app.clock.now()
      const caller = callerOf(request)
      const person = await requireIdentity(app.db, request.body.identity, now)
      requireMayActAs(caller, person)
      const link = { method: request.params.name, subject: request.body.subject, person, actor: caller.name }
      await app.db.transaction().execute((tx) => linkSubject(tx, now, link))
      return reply.code(204).send()
    },
  )
}
