/** `rekey vault`: the first token for clients of Vault; all others they make themselves. */
import { defineErrors } from '../base/errors.ts'
import type { Command } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { describeVerb } from './usage.ts'

export const vaultCommandError = defineErrors({
  VAULT_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey vault token --policy NAME [--ttl DURATION]' },
})

export const command: Command = {
  name: 'vault',
  about: 'Make a token for clients of the Vault API.',
  usage: 'token --policy NAME [--ttl DURATION]',
  maxArgs: 1,
  examples: ['VAULT_TOKEN=$(rekey vault token --policy root --ttl 1h)'],
  flags: {
    ...serverFlag,
    policy: { type: 'string', about: 'Vault policies of the token; several with commas.', placeholder: 'NAME' },
    ttl: {
      type: 'string',
      about: 'How long it lives, as Vault writes it. Default: 32 days; root: no end.',
      placeholder: 'DURATION',
    },
  },
  async run({ args, flags }, io) {
    const [verb] = args
    if (verb !== 'token') {
      const { message, ...hint } = describeVerb('vault', verb, ['token'])
      throw vaultCommandError('VAULT_USAGE', message, hint)
    }
    const policies = String(flags['policy'] ?? '')
      .split(',')
      .filter(Boolean)
    if (!policies.length) throw vaultCommandError('VAULT_USAGE', 'say what it may do: --policy root')
    const server = await connect(io, flags)
    const body = { policies, display_name: 'cli', ...(flags['ttl'] !== undefined && { ttl: flags['ttl'] }) }
    const { auth } = (await server.request('POST', '/v1/auth/token/create-orphan', body)) as {
      auth: { client_token: string }
    }
    io.stdout.write(`${auth.client_token}\n`)
    return 0
  },
}
