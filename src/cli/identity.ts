/** `rekey identity`: machines and people, and their tokens. */
import { defineErrors } from '../base/errors.ts'
import type { Command } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const identityCommandError = defineErrors({
  IDENTITY_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey identity create NAME --read PATTERN | token NAME | setup-token',
  },
})

export const command: Command = {
  name: 'identity',
  about: 'Create machine identities and tokens.',
  usage: 'create NAME --read PATTERN | token NAME | setup-token',
  maxArgs: 2,
  examples: ['rekey identity create checkout --read "shop/production/**"'],
  flags: {
    ...serverFlag,
    read: { type: 'string', about: 'Names that it may read; several with commas.', placeholder: 'PATTERN' },
  },
  async run({ args, flags }, io) {
    const [verb, name] = args
    const patterns = String(flags['read'] ?? '')
      .split(',')
      .filter(Boolean)
    check(verb, name, patterns)
    const server = await connect(io, flags)
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

/** Throws IDENTITY_USAGE. */
function check(verb: string | undefined, name: string | undefined, patterns: readonly string[]): void {
  if (verb === 'setup-token') return
  if (verb !== 'token' && verb !== 'create') {
    const { message, ...hint } = describeVerb('identity', verb, ['create', 'token', 'setup-token'])
    throw identityCommandError('IDENTITY_USAGE', message, hint)
  }
  if (!name) throw identityCommandError('IDENTITY_USAGE', `say which identity: rekey identity ${verb} NAME`)
  if (verb === 'create' && !patterns.length)
    throw identityCommandError('IDENTITY_USAGE', 'say what it may read: --read shop/production/**')
}
