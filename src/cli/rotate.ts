/** `rekey rotate NAME`: starts a rotation and follows it until it ends or asks for a person. */
import { sleep } from '../base/clock.ts'
import { defineErrors } from '../base/errors.ts'
import { formatSecretName, parseSecretName } from '../secrets/name.ts'
import type { Command, Io } from './command.ts'
import { connect, serverFlag, type Connection } from './connection.ts'

export const rotateCommandError = defineErrors({
  ROTATE_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey rotate NAME | pause ID | resume ID | abort ID | force ID' },
})

interface Rotation {
  readonly id: string
  readonly status: string
  readonly strategy: string
  readonly waitingFor: readonly string[]
  readonly error: string | null
  readonly steps: readonly { step: string; phase: string; state: string; summary: string | null }[]
}

const LOOK_MS = 300
const COMMANDS = new Set(['pause', 'resume', 'abort', 'force'])

export const command: Command = {
  name: 'rotate',
  about: 'Replace a key without an outage: create, deploy, confirm, revoke.',
  usage: 'NAME [--reason TEXT] [--no-wait] | pause|resume|abort|force ID [--reason TEXT]',
  maxArgs: 2,
  examples: ['rekey rotate shop/production/DATABASE_URL --reason "left the company"'],
  flags: {
    ...serverFlag,
    reason: { type: 'string', about: 'Why. It is written into the journal.', placeholder: 'TEXT' },
    'no-wait': { type: 'boolean', about: 'Start it and return.' },
    json: { type: 'boolean', about: 'Print the rotation as JSON at the end.' },
  },
  async run({ args, flags }, io) {
    const [first, second] = args
    const reason = typeof flags['reason'] === 'string' ? { reason: flags['reason'] } : {}
    if (!first) throw rotateCommandError('ROTATE_USAGE', 'say which secret to rotate')
    const isCommand = COMMANDS.has(first)
    if (isCommand && !second) throw rotateCommandError('ROTATE_USAGE', `say which rotation to ${first}`)
    const secret = isCommand ? '' : formatSecretName(parseSecretName(first))
    if (!isCommand && second) throw rotateCommandError('ROTATE_USAGE', `there is no "rekey rotate ${first} …"`)
    const server = await connect(io, flags)
    const started = (await (isCommand
      ? server.request('POST', `/api/rotations/${encodeURIComponent(second ?? '')}/${first}`, reason)
      : server.request('POST', '/api/rotations', { secret, ...reason }))) as Rotation
    const done = flags['no-wait'] || isCommand ? started : await follow(server, started, io, flags['json'] === true)
    if (flags['json']) io.stdout.write(`${JSON.stringify(done)}\n`)
    else if (flags['no-wait'] || isCommand) io.stdout.write(`Rotation ${done.id}: ${done.status}.\n`)
    return done.status === 'done' || flags['no-wait'] || isCommand ? 0 : 3
  },
}

async function follow(server: Connection, started: Rotation, io: Io, quiet: boolean): Promise<Rotation> {
  const say = (line: string): void => void (quiet || io.stdout.write(`${line}\n`))
  say(`Rotation ${started.id} (${started.strategy})`)
  const told = new Set<string>()
  for (let rotation = started; ;) {
    for (const { step, phase, state, summary } of rotation.steps) {
      if (state === 'done' && !told.has(step)) say(`  ${phase}  ${step.padEnd(16)} ${summary ?? 'done'}`)
      if (state === 'done') told.add(step)
    }
    const waiting = rotation.waitingFor.join('; ')
    const shape = waiting.replace(/[\d.]+/g, '#')
    if (waiting && !told.has(shape)) say(`     waits: ${waiting}`)
    told.add(shape)
    if (rotation.status !== 'running') {
      say(
        rotation.status === 'done'
          ? 'Done: the old key is refused.'
          : `Stopped (${rotation.status}): ${rotation.error ?? ''}`,
      )
      return rotation
    }
    if (io.signal.aborted) return rotation
    await sleep(LOOK_MS, io.signal)
    rotation = (await server.request('GET', `/api/rotations/${rotation.id}`)) as Rotation
  }
}
