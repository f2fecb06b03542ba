/**
 * `rekey login`: a machine proves who it is and gets a short-lived token on standard output. The proof comes from
 * the environment or a file, never from an argument: arguments can be read by everybody on the machine.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Command, Invocation, Io } from './command.ts'
import { requestWithoutToken, serverFlag } from './connection.ts'

export const loginError = defineErrors({
  LOGIN_PROOF_MISSING: {
    status: 400,
    exit: 2,
    hint: 'Set REKEY_ID and REKEY_SECRET, or give --method NAME and the token in REKEY_JWT (or file:PATH in either).',
  },
})

interface Answer {
  readonly name: string
  readonly token: string
  readonly expiresAt: string
}

export const command: Command = {
  name: 'login',
  about: 'Sign a machine in; prints a short-lived token.',
  usage: '[--method NAME] [--role NAME] [--json]',
  maxArgs: 0,
  examples: [
    'export REKEY_TOKEN=$(REKEY_ID=ids_… REKEY_SECRET=file:secret.txt rekey login)',
    'REKEY_JWT=$ID_TOKEN rekey login --method github --role deploy',
  ],
  flags: {
    ...serverFlag,
    method: { type: 'string', about: 'Sign-in method whose token REKEY_JWT holds.', placeholder: 'NAME' },
    role: { type: 'string', about: 'Machine to sign in as, when several fit the token.', placeholder: 'NAME' },
    json: { type: 'boolean', about: 'Print name, token and end as JSON.' },
  },
  async run({ flags }, io) {
    const answer = (await requestWithoutToken(io, flags, await proofOf(io, flags))) as Answer
    io.stdout.write(`${flags['json'] ? JSON.stringify(answer) : answer.token}\n`)
    return 0
  },
}

/** Throws LOGIN_PROOF_MISSING. */
async function proofOf(
  io: Io,
  flags: Invocation['flags'],
): Promise<{ path: string; body: Readonly<Record<string, string | Sensitive>> }> {
  const { method, role } = flags
  if (typeof method === 'string') {
    const token = await secretOf(io, 'REKEY_JWT')
    const path = `/api/login/jwt/${encodeURIComponent(method)}`
    return { path, body: { token, ...(typeof role === 'string' && { role }) } }
  }
  const id = io.env['REKEY_ID']
  if (!id) throw loginError('LOGIN_PROOF_MISSING', 'REKEY_ID is not set')
  return { path: '/api/login/id-secret', body: { id, secret: await secretOf(io, 'REKEY_SECRET') } }
}

async function secretOf(io: Io, name: string): Promise<Sensitive> {
  const given = io.env[name]
  if (!given) throw loginError('LOGIN_PROOF_MISSING', `${name} is not set`)
  if (!given.startsWith('file:')) return new Sensitive(given.trim())
  const path = resolve(io.cwd, given.slice('file:'.length))
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw loginError('LOGIN_PROOF_MISSING', `${path}: ${error.code ?? 'cannot be read'}`)
  })
  return new Sensitive(text.trim())
}
