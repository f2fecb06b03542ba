/**
 * Response wrapping: the answer is kept sealed, and whoever holds the wrapping token gets it once. Taking the
 * token and opening the answer are one transaction, so two that try get it once.
 */
import { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import { change, noteReading, type Answer, type Call, type Route } from './call.ts'
import { formatTime, secondsLeft } from './duration.ts'
import { envelope } from './envelope.ts'
import { bad, badToken } from './fault.ts'
import { createVaultToken, findVaultToken, tokenId, type VaultToken } from './tokens.ts'

const MAX_WRAP_S = 32 * 86_400

export async function wrapAnswer(call: Call, answer: Answer): Promise<Answer> {
  const { wrapSeconds, path } = call.request
  if (!wrapSeconds || /^sys\/wrapping\/(?!wrap$|rewrap$)|^sys\/(?:health|seal-status|init|leader)$/.test(path))
    return answer
  if (!answer.data && !answer.auth) return answer
  if (path === 'sys/wrapping/rewrap') return answer
  return wrap(call, envelope(call.request.id, answer), {
    ttlS: Math.min(wrapSeconds, MAX_WRAP_S),
    path,
    ...(answer.auth && { wrappedAccessor: answer.auth.token.accessor }),
  })
}

async function wrap(
  call: Call,
  body: object,
  how: { readonly ttlS: number; readonly path: string; readonly wrappedAccessor?: string },
): Promise<Answer> {
  const { app } = call.vault
  const { ttlS, path, wrappedAccessor } = how
  const made = await app.db.transaction().execute(async (tx) => {
    const { text, token } = await createVaultToken(tx, app.keyring, call.now, {
      path,
      policies: ['response-wrapping'],
      displayName: 'response-wrapping',
      kind: 'wrapping',
      renewable: false,
      numUses: 1,
      ttlS,
      maxTtlS: ttlS,
      actor: call.caller.name,
    })
    const sealed = app.keyring.seal(contextOf(token.id), new Sensitive(JSON.stringify(body)))
    await tx.insertInto('vault_cubbyholes').values({ token: token.id, path: 'response', sealed }).execute()
    return { text, token }
  })
  return {
    wrapInfo: {
      token: made.text.reveal(),
      accessor: made.token.accessor,
      ttl: ttlS,
      creation_time: formatTime(call.now),
      creation_path: path,
      ...(wrappedAccessor && { wrapped_accessor: wrappedAccessor }),
    },
  }
}

const contextOf = (token: string): string[] => ['cubbyhole', token, 'response']

/** The wrapping token: in the body, or the one that the request is made with. */
async function findWrapping(call: Call): Promise<VaultToken> {
  const text = call.fields.text('token')
  const given = text ? new Sensitive(text) : call.request.token
  const { app } = call.vault
  const token = given && (await findVaultToken(app.db, call.now, { id: tokenId(app.keyring, given) }))
  if (!token || token.kind !== 'wrapping') throw bad('wrapping token is not valid or does not exist')
  return token
}

/** Gives the answer out and ends the token: once, whoever is first. */
async function take(call: Call, tx: Db, token: VaultToken): Promise<object> {
  const row = await tx
    .deleteFrom('vault_cubbyholes')
    .where('token', '=', token.id)
    .returning('sealed')
    .executeTakeFirst()
  if (!row) throw bad('wrapping token is not valid or does not exist')
  await tx.deleteFrom('vault_tokens').where('id', '=', token.id).execute()
  return JSON.parse(call.vault.app.keyring.unseal(contextOf(token.id), row.sealed).reveal()) as object
}

export const wrappingRoutes: readonly Route[] = [
  {
    pattern: 'wrapping/wrap',
    async update({ request, fields }) {
      if (!request.wrapSeconds) throw bad('endpoint requires response wrapping to be used')
      return { data: fields.body }
    },
  },
  {
    pattern: 'wrapping/lookup',
    isOpen: true,
    async update(call) {
      const token = await findWrapping(call)
      return {
        data: { creation_path: token.path, creation_time: formatTime(token.createdAt), creation_ttl: token.ttlS },
      }
    },
    async read(call) {
      const token = await findWrapping(call)
      return {
        data: { creation_path: token.path, creation_time: formatTime(token.createdAt), creation_ttl: token.ttlS },
      }
    },
  },
  {
    pattern: 'wrapping/unwrap',
    isOpen: true,
    async update(call) {
      const token = await findWrapping(call)
      // Whoever unwraps for another shows a token that is valid itself.
      await requireOwn(call, token)
      const body = await change(
        call,
        { action: 'unwrapped', subject: token.path, detail: { accessor: token.accessor } },
        (tx) => take(call, tx, token),
      )
      await noteReading(call, token.path, { wrapped: token.accessor })
      return { raw: body }
    },
  },
  {
    pattern: 'wrapping/rewrap',
    isOpen: true,
    async update(call) {
      const token = await findWrapping(call)
      await requireOwn(call, token)
      const body = await change(
        call,
        { action: 'rewrapped', subject: token.path, detail: { accessor: token.accessor } },
        (tx) => take(call, tx, token),
      )
      return wrap(call, body, { ttlS: token.ttlS || secondsLeft(call.now, token.expiresAt), path: token.path })
    },
  },
]

async function requireOwn(call: Call, wrapping: VaultToken): Promise<void> {
  const { app } = call.vault
  const own = call.request.token
  if (!own) return
  const id = tokenId(app.keyring, own)
  if (id === wrapping.id || own.reveal().startsWith('rkt_')) return
  if (!(await findVaultToken(app.db, call.now, { id }))) throw badToken()
}
