/** `cubbyhole/`: a shelf that belongs to one token and is gone with it. Not even root sees another's. */
import { Sensitive } from '../../base/sensitive.ts'
import { change, noteReading, type Call, type Route } from './call.ts'
import { bad, nothing } from './fault.ts'
import { childKeys } from './child-keys.ts'

const MAX_ENTRIES = 100
const MAX_BYTES = 65_536

function tokenOf(call: Call): string {
  const { token } = call.caller
  if (!token || token.kind !== 'service') throw bad('only service tokens have a cubbyhole')
  return token.id
}

const contextOf = (token: string, path: string): string[] => ['cubbyhole', token, path]

async function find(call: Call): Promise<Buffer | undefined> {
  const row = await call.db
    .selectFrom('vault_cubbyholes')
    .select('sealed')
    .where('token', '=', tokenOf(call))
    .where('path', '=', call.params['path'] as string)
    .executeTakeFirst()
  return row?.sealed
}

async function list(call: Call): Promise<{ data: { keys: string[] } }> {
  const rows = await call.db.selectFrom('vault_cubbyholes').select('path').where('token', '=', tokenOf(call)).execute()
  const keys = childKeys(
    rows.map(({ path }) => path),
    call.params['path'] ?? '',
  )
  if (!keys.length) throw nothing()
  return { data: { keys } }
}

export const cubbyholeRoutes: readonly Route[] = [
  { pattern: '', list },
  {
    pattern: '*path',
    exists: async (call) => (await find(call)) !== undefined,
    list,
    async read(call) {
      const sealed = await find(call)
      if (!sealed) throw nothing()
      const path = call.params['path'] as string
      await noteReading(call, `cubbyhole/${path}`)
      const value = call.vault.app.keyring.unseal(contextOf(tokenOf(call), path), sealed)
      return { data: JSON.parse(value.reveal()) as object }
    },
    async update(call) {
      const token = tokenOf(call)
      const path = call.params['path'] as string
      const text = JSON.stringify(call.fields.body)
      if (text === '{}') throw bad('missing data fields')
      if (Buffer.byteLength(text) > MAX_BYTES) throw bad(`at most ${MAX_BYTES} bytes`)
      const sealed = call.vault.app.keyring.seal(contextOf(token, path), new Sensitive(text))
      await change(call, { action: 'cubbyhole-written' }, async (tx) => {
        await tx
          .insertInto('vault_cubbyholes')
          .values({ token, path, sealed })
          .onConflict((conflict) => conflict.columns(['token', 'path']).doUpdateSet({ sealed }))
          .execute()
        const { count } = await tx
          .selectFrom('vault_cubbyholes')
          .select(({ fn }) => fn.countAll().as('count'))
          .where('token', '=', token)
          .executeTakeFirstOrThrow()
        if (Number(count) > MAX_ENTRIES) throw bad(`a cubbyhole holds at most ${MAX_ENTRIES} entries`)
      })
      return undefined
    },
    async delete(call) {
      const token = tokenOf(call)
      await change(call, { action: 'cubbyhole-deleted' }, (tx) =>
        tx
          .deleteFrom('vault_cubbyholes')
          .where('token', '=', token)
          .where('path', '=', call.params['path'] as string)
          .execute(),
      )
      return undefined
    },
  },
]
