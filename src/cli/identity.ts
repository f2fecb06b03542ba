/** `rekey identity`: machines and people, their tokens and other proofs. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { defineErrors, describeError } from '../base/errors.ts'
import { parseDuration } from '../base/duration.ts'
import type { Command, Invocation, Io } from './command.ts'
import { runAccessKeys } from './identity/access-keys.ts'
import { connect, serverFlag, type Connection } from './connection.ts'
import { describeVerb } from './usage.ts'

export const identityCommandError = defineErrors({
  IDENTITY_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey identity create NAME --read PATTERN | token NAME | setup-token | list. See: rekey help identity',
  },
})

const NAMED = ['create', 'person', 'token', 'id-secret', 'disable', 'enable', 'bind', 'method'] as const
const ACCESS_KEYS = ['access-key', 'access-keys', 'revoke-access-key'] as const
const VERBS = [...NAMED, ...ACCESS_KEYS, 'list', 'setup-token'] as const
type Verb = (typeof VERBS)[number]

export const command: Command = {
  name: 'identity',
  about: 'Make people and machines, and what proves them.',
  usage:
    'create NAME --read PATTERN | person NAME | list | token NAME | id-secret NAME | bind NAME --method M --subject GLOB | method NAME FILE | access-key NAME | access-keys NAME | revoke-access-key NAME ID | disable NAME | enable NAME | setup-token',
  maxArgs: 3,
  examples: [
    'rekey identity create checkout --read "shop/production/**"',
    'rekey identity id-secret checkout --for 30d',
    'rekey identity access-key checkout --project shop --environment production',
    'rekey identity bind deploy --method github --subject "repo:acme/shop:ref:refs/heads/main"',
  ],
  flags: {
    ...serverFlag,
    read: { type: 'string', about: 'Names that it may read; several with commas.', placeholder: 'PATTERN' },
    for: { type: 'string', about: 'How long a token or id and secret lives, such as 8h.', placeholder: 'DURATION' },
    uses: { type: 'string', about: 'How often it works.', placeholder: 'N' },
    from: { type: 'string', about: 'Networks that it works from; several with commas.', placeholder: 'NETWORKS' },
    method: { type: 'string', about: 'Sign-in method whose tokens stand for the machine.', placeholder: 'NAME' },
    subject: { type: 'string', about: 'Subject of these tokens; * is all but / and :.', placeholder: 'GLOB' },
    project: { type: 'string', about: 'Project that the names of an access key are in.', placeholder: 'NAME' },
    environment: { type: 'string', about: 'Environment that the names of an access key are in.', placeholder: 'NAME' },
    ttl: { type: 'string', about: 'Make a temporary access key that ends after this time.', placeholder: '1h' },
    json: { type: 'boolean', about: 'Print JSON.' },
  },
  async run({ args, flags }, io) {
    const [verb, name, file] = args
    const patterns = listOf(flags['read'])
    check(args, patterns)
    const server = await connect(io, flags)
    if (verb?.includes('access-key')) return runAccessKeys({ verb, name: String(name), id: file }, server, flags, io)
    const ask = async (path: string, body: object): Promise<number> => {
      const { token } = (await server.request('POST', path, body)) as { token: string }
      io.stdout.write(`${token}\n`)
      return 0
    }
    const path = `/api/identities/${encodeURIComponent(String(name))}`
    switch (verb as Exclude<Verb, (typeof ACCESS_KEYS)[number]>) {
      case 'setup-token':
        return ask('/api/identities/owner/tokens', { kind: 'setup' })
      case 'token':
        return ask(`${path}/tokens`, { kind: 'api', ...limitsOf(flags) })
      case 'create':
        return ask('/api/identities', { name, kind: 'machine', policies: readRules(patterns) })
      case 'person':
        return ask('/api/identities', { name, kind: 'person', policies: readRules(patterns) })
      case 'id-secret':
        return print(io, await server.request('POST', `${path}/id-secrets`, limitsOf(flags)))
      case 'disable':
      case 'enable':
        await server.request('POST', `${path}/${verb}`)
        io.stdout.write(`${name} is ${verb}d.\n`)
        return 0
      case 'bind':
        return bind(server, String(name), flags, io)
      case 'method':
        await server.request('PUT', `/api/sign-in-methods/${encodeURIComponent(String(name))}`, await fileOf(io, file))
        io.stdout.write(`${name} is set.\n`)
        return 0
      case 'list':
        return list(server, flags, io)
    }
  },
}

const listOf = (text: unknown): string[] => (typeof text === 'string' ? text.split(',').filter(Boolean) : [])
const readRules = (patterns: readonly string[]): object[] =>
  patterns.map((pattern) => ({ effect: 'allow', pattern, actions: ['read', 'list'] }))

function limitsOf(flags: Invocation['flags']): object {
  const ttlMs = typeof flags['for'] === 'string' ? parseDuration(flags['for']) : undefined
  const ipRanges = listOf(flags['from'])
  return {
    ...(ttlMs !== undefined && { ttlMs }),
    ...(typeof flags['uses'] === 'string' && { maxUses: Number(flags['uses']) }),
    ...(ipRanges.length && { ipRanges }),
  }
}

function print(io: Io, value: unknown): number {
  io.stdout.write(`${JSON.stringify(value)}\n`)
  return 0
}

async function bind(server: Connection, identity: string, flags: Invocation['flags'], io: Io): Promise<number> {
  const { method, subject } = flags
  if (typeof method !== 'string' || typeof subject !== 'string') {
    throw identityCommandError('IDENTITY_USAGE', 'say which tokens: --method NAME --subject GLOB')
  }
  const path = `/api/sign-in-methods/${encodeURIComponent(method)}/bindings`
  await server.request('POST', path, { identity, subject })
  io.stdout.write(`Tokens of ${method} with the subject ${subject} are ${identity} now.\n`)
  return 0
}

async function fileOf(io: Io, file: string | undefined): Promise<unknown> {
  if (file === undefined)
    throw identityCommandError('IDENTITY_USAGE', 'say which file: rekey identity method NAME FILE')
  try {
    return parse(await readFile(resolve(io.cwd, file), 'utf8')) as unknown
  } catch (error) {
    throw identityCommandError('IDENTITY_USAGE', `${file}: ${describeError(error).split('\n')[0]}`)
  }
}

interface Listed {
  readonly name: string
  readonly kind: string
  readonly lastSeenAt: string | null
  readonly disabledAt: string | null
  readonly policies: readonly string[]
  readonly proofs: readonly string[]
}

async function list(server: Connection, flags: Invocation['flags'], io: Io): Promise<number> {
  const { identities } = (await server.request('GET', '/api/identities')) as { identities: Listed[] }
  if (flags['json']) return print(io, identities)
  for (const { name, kind, lastSeenAt, disabledAt, policies, proofs } of identities) {
    const seen = disabledAt ? 'disabled' : `seen ${lastSeenAt ?? 'never'}`
    io.stdout.write(`${name}  ${kind}  ${seen}  ${[...policies, ...proofs].join(', ')}\n`)
  }
  return 0
}

/** Throws IDENTITY_USAGE. */
function check([verb, name, id]: readonly (string | undefined)[], patterns: readonly string[]): void {
  if (!VERBS.includes(verb as Verb)) {
    const { message, ...hint } = describeVerb('identity', verb, [...VERBS])
    throw identityCommandError('IDENTITY_USAGE', message, hint)
  }
  if (!name && verb !== 'list' && verb !== 'setup-token')
    throw identityCommandError('IDENTITY_USAGE', `say which identity: rekey identity ${verb} NAME`)
  if (verb === 'revoke-access-key' && !id)
    throw identityCommandError('IDENTITY_USAGE', `say which key: rekey identity access-keys ${name} lists them`)
  if (verb === 'create' && !patterns.length)
    throw identityCommandError('IDENTITY_USAGE', 'say what it may read: --read shop/production/**')
}
