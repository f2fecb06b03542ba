/** `sys/policies/acl` and the older `sys/policy`: writing policies; `sys/capabilities`: asking what they allow. */
import { Sensitive } from '../../base/sensitive.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { findCaller, tokenCaller, type Caller } from './caller.ts'
import { bad, nothing } from './fault.ts'
import { parsePath } from './path.ts'
import { parsePolicy, policyName, requireWritable, type Rule } from './policy.ts'
import { findVaultToken } from './tokens.ts'

async function names(call: Call): Promise<string[]> {
  const rows = await call.db.selectFrom('vault_policies').select('name').execute()
  return [...new Set(['default', 'root', ...rows.map(({ name }) => name)])].toSorted()
}

async function text(call: Call): Promise<{ name: string; policy: string }> {
  const name = policyName(call.params['name'] as string)
  const policy = name === 'root' ? '' : await call.vault.policyText(name)
  if (policy === undefined) throw nothing()
  return { name, policy }
}

function findName(call: Call): string | undefined {
  try {
    return policyName(call.params['name'] as string)
  } catch {
    return undefined
  }
}

async function write(call: Call): Promise<undefined> {
  const name = policyName(call.params['name'] as string)
  requireWritable(name)
  // The older form took the text as `rules`.
  const given = call.fields.text('policy') ?? call.fields.text('rules')
  if (!given) throw bad("'policy' parameter not supplied or empty")
  const isPlain = given.includes('{') || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(given)
  const policy = isPlain ? given : Buffer.from(given, 'base64').toString('utf8')
  const rules = parsePolicy(policy)
  const paths = rules.map((rule) => `${rule.path}: ${[...rule.capabilities].join(',')}`)
  await change(call, { action: 'policy-written', subject: name, detail: { paths: paths.slice(0, 200) } }, (tx) =>
    tx
      .insertInto('vault_policies')
      .values({ name, text: policy, changed_at: call.now })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ text: policy, changed_at: call.now }))
      .execute(),
  )
}

async function remove(call: Call): Promise<undefined> {
  const name = findName(call)
  // No policy can be called so: it is gone already.
  if (name === undefined) return
  if (name === 'root' || name === 'default') throw bad(`cannot delete "${name}" policy`)
  await change(call, { action: 'policy-deleted', subject: name }, (tx) =>
    tx.deleteFrom('vault_policies').where('name', '=', name).execute(),
  )
}

async function listOld(call: Call): Promise<Answer> {
  const keys = await names(call)
  const data = { keys, policies: keys }
  return { data, top: data }
}

/** What a caller may do on paths. One path is also answered by its own name and as `capabilities`. */
function capabilities(caller: Caller, call: Call): Answer {
  const paths = call.fields.list('paths') ?? call.fields.list('path') ?? []
  if (!paths.length) throw bad('paths must be supplied')
  if (paths.length > 1_000) throw bad('at most 1000 paths at a time')
  const byPath = Object.fromEntries(
    paths.map((path) => [path, caller.capabilities(parsePath(path.replace(/^\/+/, '')))]),
  )
  const data = { ...byPath, ...(paths.length === 1 && { capabilities: byPath[paths[0] as string] }) }
  return { data, top: data }
}

async function byAccessor(call: Call): Promise<Answer> {
  const token = await findVaultToken(call.db, call.now, { accessor: call.fields.needText('accessor') })
  if (!token) throw bad('invalid accessor')
  return capabilities(await tokenCaller(call.vault, token), call)
}

async function byToken(call: Call): Promise<Answer> {
  const token = new Sensitive(call.fields.needText('token', 'no token given'))
  return capabilities(await findCaller(call.vault, token, call.request.ip), call)
}

/** What the caller's policies say together: for people who wonder. */
async function resultant(call: Call): Promise<Answer> {
  const { caller, vault } = call
  if (caller.isRoot) return { data: { root: true, exact_paths: {}, glob_paths: {} } }
  const rules: Rule[] = []
  for (const name of caller.token?.policies ?? ['default']) rules.push(...((await vault.rules(name)) ?? []))
  const view = (wanted: boolean): object =>
    Object.fromEntries(
      rules
        .filter(({ path }) => path.endsWith('*') === wanted)
        .map(({ path, capabilities: own }) => [path.replace(/\*$/, ''), { capabilities: [...own].toSorted() }]),
    )
  return { data: { root: false, exact_paths: view(false), glob_paths: view(true) } }
}

export const policyRoutes: readonly Route[] = [
  {
    pattern: 'policies/acl',
    list: async (call) => ({ data: { keys: await names(call) } }),
    read: async (call) => ({ data: { keys: await names(call) } }),
  },
  { pattern: 'policies/acl/:name', read: async (call) => ({ data: await text(call) }), update: write, delete: remove },
  { pattern: 'policy', read: listOld, list: listOld },
  {
    pattern: 'policy/:name',
    async read(call) {
      const { name, policy } = await text(call)
      const data = { name, rules: policy }
      return { data, top: data }
    },
    update: write,
    delete: remove,
  },
  { pattern: 'capabilities-self', update: async (call) => capabilities(call.caller, call) },
  { pattern: 'capabilities-accessor', update: byAccessor },
  { pattern: 'capabilities', update: byToken },
  { pattern: 'internal/ui/resultant-acl', read: resultant },
]
