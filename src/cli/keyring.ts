/** `rekey keyring`: shows and rotates the keys that seal every value, while the server runs. */
import { defineErrors } from '../base/errors.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { changeLockOf, lockFlags } from './keyring/lock.ts'
import { describeVerb } from './usage.ts'

export const keyringCommandError = defineErrors({
  KEYRING_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey keyring status | rotate | rotate-root | lock passphrase|shares|aws-kms|none',
  },
})

interface Status {
  readonly rootKey: string
  readonly keys: readonly {
    id: string
    createdAt: string
    purpose: string
    seals: boolean
    retiredAt: string | null
  }[]
  readonly nodes: readonly { name: string; seenAt: string; key: string }[]
}

export const command: Command = {
  name: 'keyring',
  about: 'Show and rotate the keys that seal every value.',
  usage: 'status | rotate | rotate-root | lock passphrase|shares|aws-kms|none',
  maxArgs: 2,
  flags: { ...serverFlag, ...lockFlags, json: { type: 'boolean', about: 'Print JSON.' } },
  examples: ['rekey keyring status', 'rekey keyring rotate', 'rekey keyring lock shares --shares 5 --threshold 3'],
  async run({ args: [verb, kind], flags }, io) {
    if (verb === 'lock' && kind !== undefined) return lock(kind, flags, io)
    if (kind !== undefined) throw keyringCommandError('KEYRING_USAGE', `${verb} takes nothing more`)
    if (verb !== 'status' && verb !== 'rotate' && verb !== 'rotate-root') {
      const { message, ...hint } = describeVerb('keyring', verb, ['status', 'rotate', 'rotate-root', 'lock'])
      throw keyringCommandError('KEYRING_USAGE', message, hint)
    }
    const server = await connect(io, flags)
    const answer =
      verb === 'status'
        ? await server.request('GET', '/api/keyring')
        : await server.request('POST', `/api/keyring/${verb}`)
    if (flags['json']) io.stdout.write(`${JSON.stringify(answer)}\n`)
    else io.stdout.write(describe(verb, answer))
    return 0
  },
}

async function lock(kind: string, flags: Invocation['flags'], io: Io): Promise<number> {
  const { file, shares } = await changeLockOf(kind, flags, io)
  io.stdout.write(`${file} is under a lock now (${kind}). Servers ask for what opens it at their next start.\n`)
  if (!shares) return 0
  const words = shares.map((share, i) => `Share ${i + 1}: ${share}\n`).join('')
  io.stdout.write(`Give each share to another person; they are shown this once.\n${words}`)
  return 0
}

function describe(verb: 'status' | 'rotate' | 'rotate-root', answer: unknown): string {
  if (verb === 'rotate') {
    const { key, values } = answer as { key: string; values: number }
    return `${key} seals from now on; ${values} value${values === 1 ? '' : 's'} moved to it.\n`
  }
  const { rootKey, keys, nodes } = answer as Status
  if (verb === 'rotate-root')
    return `The root key is ${rootKey} now. Copy the key file to where you keep its copy: the old one opens nothing any more.\n`
  const lines = keys.map(({ id, purpose, createdAt, seals, retiredAt }) => {
    const state = seals ? '  seals now' : retiredAt ? `  retired ${retiredAt}` : ''
    return `${id}  ${purpose.padEnd(11)}  ${createdAt}${state}`
  })
  const seal = new Set(keys.filter(({ seals }) => seals).map(({ id }) => id))
  const behind = nodes.filter(({ key }) => !seal.has(key))
  const waits = behind.map(({ name, key, seenAt }) => `${name} still seals with ${key} (seen ${seenAt})`)
  return `Root key ${rootKey}\n${[...lines, ...waits].join('\n')}\n`
}
