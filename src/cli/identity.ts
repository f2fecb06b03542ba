/** `rekey identity`: machines and people, their tokens, and their access keys for clients of AWS. */
import { defineErrors } from '../base/errors.ts'
import type { Command } from './command.ts'
import { runAccessKeys } from './identity/access-keys.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const identityCommandError = defineErrors({
  IDENTITY_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey identity create NAME --read PATTERN | token NAME | access-key NAME | access-keys NAME | revoke-access-key NAME ID | setup-token',
  },
})

export const command: Command = {
  name: 'identity',
  about: 'Create machine identities, tokens and access keys.',
  usage:
    'create NAME --read PATTERN | token NAME | access-key NAME | access-keys NAME | revoke-access-key NAME ID | setup-token',
  maxArgs: 3,
  examples: [
    'rekey identity create checkout --read "shop/production/**"',
    'rekey identity access-key checkout --project shop --environment production',
  ],
  flags: {
    ...serverFlag,
    read: { type: 'string', about: 'Names that it may read; several with commas.', placeholder: 'PATTERN' },
    project: { type: 'string', about: 'Project that the names of an access key are in.', placeholder: 'NAME' },
    environment: { type: 'string', about: 'Environment that the names of an access key are in.', placeholder: 'NAME' },
    ttl: { type: 'string', about: 'Make a temporary access key that ends after this time.', placeholder: '1h' },
  },
  async run({ args, flags }, io) {
    const [verb, name, id] = args
    const patterns = String(flags['read'] ?? '')
      .split(',')
      .filter(Boolean)
    check(args, patterns)
    const server = await connect(io, flags)
    if (verb?.includes('access-key')) return runAccessKeys({ verb, name: String(name), id }, server, flags, io)
    const ask = async (path: string, body: object): Promise<number> => {
      const { token } = (await server.request('POST', path, body)) as { token: string }
      io.stdout.write(`${token}\n`)
      return 0
    }
    if (verb === 'setup-token') return ask('/api/identities/owner/tokens', { kind: 'setup' })
    if (verb === 'token') return ask(`/api/identities/${encodeURIComponent(String(name))}/tokens`, { kind: 'api' })
    const policies = patterns.map((pattern) => ({ effect: 'allow', pattern, actions: ['read', 'list'] }))
    return ask('/api/identities', { name, kind: 'machine', policies })
  },
}

const VERBS = ['create', 'token', 'access-key', 'access-keys', 'revoke-access-key', 'setup-token']

/** Throws IDENTITY_USAGE. */
function check([verb, name, id]: readonly (string | undefined)[], patterns: readonly string[]): void {
  if (verb === 'setup-token') return
  if (verb === undefined || !VERBS.includes(verb)) {
    const { message, ...hint } = describeVerb('identity', verb, VERBS)
    throw identityCommandError('IDENTITY_USAGE', message, hint)
  }
  if (!name) throw identityCommandError('IDENTITY_USAGE', `say which identity: rekey identity ${verb} NAME`)
  if (verb === 'revoke-access-key' && !id)
    throw identityCommandError('IDENTITY_USAGE', `say which key: rekey identity access-keys ${name} lists them`)
  if (verb === 'create' && !patterns.length)
    throw identityCommandError('IDENTITY_USAGE', 'say what it may read: --read shop/production/**')
}
