/** `rekey secret`: store, read and list values. A value comes from standard input or a file, never from argv. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { defineErrors } from '../base/errors.ts'
import { formatSecretName, parseSecretName } from '../secrets/name.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { pathOf, report, secretVerbs, type VerbFlags } from './secret-verbs.ts'
import { describeVerb } from './usage.ts'

export const secretCommandError = defineErrors({
  SECRET_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey secret set NAME | get NAME | list | history NAME | rollback NAME --versions N | diff ENV ENV',
  },
  SECRET_FILE_UNREADABLE: { status: 400, exit: 2, hint: 'Check the path and its permissions.' },
  SECRET_NOT_TEXT: {
    status: 400,
    exit: 2,
    hint: 'A value is text in UTF-8. Encode the bytes first, for example with base64.',
  },
  SECRET_VALUE_IN_ARGV: {
    status: 400,
    exit: 2,
    hint: 'Arguments are visible to every process. Pipe the value in, or use --file PATH.',
  },
})

export const command: Command = {
  name: 'secret',
  about: 'Store, read and list secrets.',
  usage:
    'set NAME [--file PATH] | get NAME | list | history NAME | consumers NAME | rollback NAME | delete NAME | undelete NAME | restore NAME | destroy NAME | diff ENV ENV | at ENV TIME | override NAME [--off] | inherit ENV --from NAME | describe NAME',
  flags: {
    ...serverFlag,
    file: { type: 'string', about: 'Read the value from a file instead of standard input.', placeholder: 'PATH' },
    provider: { type: 'string', about: 'Who issued the key: stripe, postgres, …', placeholder: 'ID' },
    kind: { type: 'string', about: 'Which kind of key of that provider.', placeholder: 'KIND' },
    admin: { type: 'string', about: 'Name of the secret that may manage this key.', placeholder: 'NAME' },
    setting: { type: 'string', about: 'Settings of its rotation: key=value,key=value.', placeholder: 'LIST' },
    references: { type: 'boolean', about: 'With set: ${project/environment/NAME} in the value is a reference.' },
    raw: { type: 'boolean', about: 'With get: as it is stored, references as text.' },
    from: { type: 'string', about: 'With inherit: the environment to take from; "none" ends it.', placeholder: 'NAME' },
    description: { type: 'string', about: 'With describe: what it is for.', placeholder: 'TEXT' },
    owner: { type: 'string', about: 'With describe: who answers for it; "none" for nobody.', placeholder: 'NAME' },
    tags: { type: 'string', about: 'With describe: all its tags: key=value,key=value.', placeholder: 'LIST' },
    off: { type: 'boolean', about: 'With override: take your own value away.' },
    versions: { type: 'string', about: 'Numbers of versions: 3 or 3,4.', placeholder: 'LIST' },
    days: { type: 'string', about: 'How long a deleted secret can be restored; default 30.', placeholder: 'N' },
    json: { type: 'boolean', about: 'Print JSON.' },
  },
  examples: ['rekey secret set shop/production/API_KEY < key.txt', 'rekey secret get shop/production/API_KEY'],
  async run(invocation, io) {
    const [verb, given, ...more] = invocation.args
    const other = Object.hasOwn(secretVerbs, verb ?? '') ? secretVerbs[verb as string] : undefined
    if (other) {
      const args = given === undefined ? [] : [given, ...more]
      if (args.length !== other.count)
        throw secretCommandError('SECRET_USAGE', `${verb} wants other arguments`, {
          hint: `Usage: rekey secret ${verb} ${other.args}`,
        })
      const chosen = parseVerbFlags(invocation)
      if (/^(?:rollback|undelete)$/.test(verb as string) && !chosen.versions)
        throw secretCommandError('SECRET_USAGE', `say which version to ${verb}: --versions N`)
      const server = await connect(io, invocation.flags)
      return report(io, invocation.flags['json'] === true, await other.run(server, args, chosen))
    }
    if (verb === 'list' && given === undefined) return list(invocation, io)
    if (verb === 'override' && given !== undefined && !more.length)
      return override(invocation, formatSecretName(parseSecretName(given)), io)
    if (verb !== 'set' && verb !== 'get') {
      const { message, ...hint } = describeVerb('secret', verb, [
        'set',
        'get',
        'list',
        'override',
        ...Object.keys(secretVerbs),
      ])
      throw secretCommandError('SECRET_USAGE', verb === 'list' ? 'list takes no name' : message, hint)
    }
    if (given === undefined) throw secretCommandError('SECRET_USAGE', `say which secret to ${verb}`)
    if (more.length > 0)
      throw verb === 'set'
        ? secretCommandError('SECRET_VALUE_IN_ARGV', 'the value stands among the arguments')
        : secretCommandError('SECRET_USAGE', 'get takes one name')
    // The name becomes a path: what the server would refuse must not leave as another one.
    const name = formatSecretName(parseSecretName(given))
    return verb === 'set' ? set(invocation, name, io) : get(invocation, name, io)
  },
}

function factsOf({ description, owner, tags }: Invocation['flags']): VerbFlags['facts'] {
  return {
    ...(typeof description === 'string' && { description }),
    ...(typeof owner === 'string' && { owner: owner === 'none' ? null : owner }),
    ...(typeof tags === 'string' && { tags: parseSettings(tags) }),
  }
}

function parseVerbFlags({ flags }: Invocation): VerbFlags {
  const { versions, days } = flags as Record<string, string | undefined>
  if (versions !== undefined && !/^[1-9]\d{0,8}(?:,[1-9]\d{0,8})*$/.test(versions))
    throw secretCommandError('SECRET_USAGE', `--versions ${versions.slice(0, 40)} is no list of numbers`)
  if (days !== undefined && !/^[1-9]\d{0,2}$/.test(days))
    throw secretCommandError('SECRET_USAGE', `--days ${days.slice(0, 40)} is no number of days`)
  return {
    ...(flags['from'] !== undefined && { from: String(flags['from']) }),
    facts: factsOf(flags),
    ...(versions !== undefined && { versions: versions.split(',').map(Number) }),
    ...(days !== undefined && { days: Number(days) }),
  }
}

async function set({ flags }: Invocation, name: string, io: Io): Promise<number> {
  const { file, provider, kind, admin, setting } = flags as Record<string, string | undefined>
  if (file === undefined && io.stdin.isTTY) io.stderr.write('Type the value, then Ctrl-D:\n')
  const server = await connect(io, flags)
  const value = await readValue(file, io)
  const rotation =
    admin || setting ? { rotation: { ...(admin ? { admin } : {}), settings: parseSettings(setting) } } : {}
  const body = {
    value,
    ...(flags['references'] ? { references: true } : {}),
    ...(provider ? { provider } : {}),
    ...(kind ? { kind } : {}),
    ...rotation,
  }
  const stored = (await server.request('PUT', `/api/values/${pathOf(name)}`, body)) as { name: string; version: number }
  io.stdout.write(flags['json'] ? `${JSON.stringify(stored)}\n` : `Stored ${stored.name}, version ${stored.version}.\n`)
  return 0
}

/** One's own value, seen by nobody else; `--off` takes it away. */
async function override({ flags }: Invocation, name: string, io: Io): Promise<number> {
  const server = await connect(io, flags)
  const path = `/api/overrides/${pathOf(name)}`
  if (flags['off']) await server.request('DELETE', path)
  else await server.request('PUT', path, { value: await readValue(flags['file'] as string | undefined, io) })
  io.stdout.write(flags['off'] ? `You get the shared value of ${name}.\n` : `You get your own value of ${name}.\n`)
  return 0
}

async function readValue(file: string | undefined, io: Io): Promise<string> {
  const raw = decode(
    file === undefined
      ? await buffer(addAbortSignal(io.signal, io.stdin as Readable))
      : await readValueFile(resolve(io.cwd, file)),
  )
  // The line end that an editor or echo adds is not part of a key.
  return raw.replace(/\r?\n$/, '')
}

async function readValueFile(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw secretCommandError('SECRET_FILE_UNREADABLE', `${path} cannot be read (${error.code})`)
  })
}

/** Bytes that are no text would be stored as other bytes. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw secretCommandError('SECRET_NOT_TEXT', 'the value is not text in UTF-8')
  }
}

function parseSettings(written: string | undefined): Record<string, string> {
  const pairs = (written ?? '').split(',').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw secretCommandError('SECRET_USAGE', `"${pair}" is not key=value`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

async function get({ flags }: Invocation, name: string, io: Io): Promise<number> {
  const server = await connect(io, flags)
  const query = flags['raw'] ? '?raw=true' : ''
  const found = (await server.request('GET', `/api/values/${pathOf(name)}${query}`)) as { value: string }
  io.stdout.write(flags['json'] ? `${JSON.stringify(found)}\n` : `${found.value}\n`)
  return 0
}

async function list({ flags }: Invocation, io: Io): Promise<number> {
  const server = await connect(io, flags)
  const { secrets } = (await server.request('GET', '/api/secrets')) as {
    secrets: { name: string; provider: string | null; version: number | null; consumers: number }[]
  }
  if (flags['json']) io.stdout.write(`${JSON.stringify({ secrets })}\n`)
  else if (!secrets.length)
    io.stdout.write('No secrets yet. Store one with: rekey secret set project/environment/NAME\n')
  else {
    const width = Math.max(...secrets.map(({ name }) => name.length))
    for (const { name, provider, version, consumers } of secrets) {
      const used = `${consumers} ${consumers === 1 ? 'consumer' : 'consumers'}`
      const facts = [name.padEnd(width), `version ${version ?? '-'}`, used, provider ?? '']
      io.stdout.write(`${facts.join('  ').trimEnd()}\n`)
    }
  }
  return 0
}
