/** `rekey approve`: changes that take two persons. A proposed value comes from standard input, never as argument. */
import { text } from 'node:stream/consumers'
import { defineErrors } from '../base/errors.ts'
import { parseDuration } from '../base/duration.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, serverFlag, type Connection } from './connection.ts'

export const approveCommandError = defineErrors({
  APPROVE_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey approve list | ID | reject ID | withdraw ID | propose NAME --reason TEXT < FILE | rule PATTERN | rules',
  },
})

interface Change {
  readonly id: string
  readonly secret: string
  readonly reason: string
  readonly requestedBy: string
  readonly status: string
  readonly expiresAt: string
  readonly version: number | null
}

export const command: Command = {
  name: 'approve',
  about: 'Propose, approve and reject changes that take two persons.',
  usage: 'list | ID | reject ID | withdraw ID | propose NAME --reason TEXT < FILE | rule PATTERN | rules',
  maxArgs: 2,
  examples: [
    'rekey approve rule "shop/production/**"',
    'rekey approve propose shop/production/API_KEY --reason "the old one ends on Friday" < key.txt',
    'rekey approve chg_01h…',
  ],
  flags: {
    ...serverFlag,
    reason: { type: 'string', about: 'Why: of a proposal.', placeholder: 'TEXT' },
    note: { type: 'string', about: 'A word to a decision.', placeholder: 'TEXT' },
    for: { type: 'string', about: 'Of a rule: how long a proposal waits. Default: 24h.', placeholder: 'DURATION' },
    bypass: { type: 'boolean', about: 'Of a rule: administrators may pass alone, with a reason.' },
    off: { type: 'boolean', about: 'Of a rule: take it away.' },
    json: { type: 'boolean', about: 'Print JSON.' },
  },
  async run({ args, flags }, io) {
    const [verb, subject] = args
    if (verb === undefined) throw approveCommandError('APPROVE_USAGE', 'say what to do')
    const server = await connect(io, flags)
    const print = (value: unknown, line: string): number => {
      io.stdout.write(`${flags['json'] ? JSON.stringify(value) : line}\n`)
      return 0
    }
    if (verb === 'list') return list(server, flags, io)
    if (verb === 'rules') {
      const { rules } = (await server.request('GET', '/api/approval-rules')) as { rules: { pattern: string }[] }
      return print(rules, rules.map(({ pattern }) => pattern).join('\n') || 'Nothing takes two persons.')
    }
    if (subject === undefined && !verb.startsWith('chg_')) {
      throw approveCommandError('APPROVE_USAGE', `rekey approve ${verb} needs a name, a pattern or an id`)
    }
    if (verb === 'rule') return setRule(server, String(subject), flags, io)
    if (verb === 'propose') {
      const done = await propose(server, String(subject), flags, io)
      return print(done, `${done.id} waits until ${done.expiresAt} for somebody else: rekey approve ${done.id}`)
    }
    const [decision, id] = verb.startsWith('chg_') ? ['approve', verb] : [verb, String(subject)]
    const note = typeof flags['note'] === 'string' ? { note: flags['note'] } : {}
    const path = `/api/change-requests/${encodeURIComponent(id)}/${encodeURIComponent(decision)}`
    const done = (await server.request('POST', path, note)) as Change
    return print(done, `${done.secret}: ${done.status}${done.version === null ? '' : `, version ${done.version}`}.`)
  },
}

async function list(server: Connection, flags: Invocation['flags'], io: Io): Promise<number> {
  const { requests } = (await server.request('GET', '/api/change-requests')) as { requests: Change[] }
  const lines = requests.map(
    ({ id, status, secret, requestedBy, reason }) => `${id}  ${status.padEnd(9)}  ${secret}  ${requestedBy}: ${reason}`,
  )
  io.stdout.write(`${flags['json'] ? JSON.stringify(requests) : lines.join('\n') || 'Nothing waits.'}\n`)
  return 0
}

async function propose(server: Connection, secret: string, flags: Invocation['flags'], io: Io): Promise<Change> {
  const { reason } = flags
  if (typeof reason !== 'string') throw approveCommandError('APPROVE_USAGE', 'a proposal says why: --reason TEXT')
  if (io.stdin.isTTY) throw approveCommandError('APPROVE_USAGE', 'the proposed value comes from standard input')
  const value = (await text(io.stdin as AsyncIterable<Uint8Array> as never)).replace(/\r?\n$/, '')
  return (await server.request('POST', '/api/change-requests', { secret, value, reason })) as Change
}

async function setRule(server: Connection, pattern: string, flags: Invocation['flags'], io: Io): Promise<number> {
  if (flags['off']) {
    await server.request('DELETE', `/api/approval-rules?pattern=${encodeURIComponent(pattern)}`)
    io.stdout.write(`${pattern} takes one person again.\n`)
    return 0
  }
  const ttlMs = typeof flags['for'] === 'string' ? parseDuration(flags['for']) : undefined
  const body = { pattern, bypass: flags['bypass'] === true, ...(ttlMs !== undefined && { ttlMs }) }
  await server.request('PUT', '/api/approval-rules', body)
  io.stdout.write(`${pattern} takes two persons.\n`)
  return 0
}
