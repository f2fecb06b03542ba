/** `rekey policy`: named policies, who has them, and why somebody may do something or not. */
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { resolve } from 'node:path'
import { defineErrors, describeError } from '../base/errors.ts'
import { parseDuration } from '../base/duration.ts'
import { systemClock } from '../base/clock.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, serverFlag, type Connection } from './connection.ts'
import { describeVerb } from './usage.ts'

export const policyCommandError = defineErrors({
  POLICY_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey policy list | show NAME | set NAME FILE | give NAME WHO | explain WHO PATH [ACTION]',
  },
  POLICY_FILE_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Write JSON or YAML: {"rules": [{"effect": "allow", "pattern": "shop/production/**", "actions": ["read"]}]}',
  },
})

interface Rule {
  readonly effect: string
  readonly pattern: string
  readonly actions: readonly string[]
  readonly until?: string
  readonly from?: string
}
interface Policy {
  readonly name: string
  readonly about: string
  readonly rules: readonly Rule[]
  readonly number: number
}
interface Assignment {
  readonly id: string
  readonly policy: string
  readonly identity: string | null
  readonly group: string | null
  readonly until: string | null
}
interface Explanation {
  readonly allowed: boolean
  readonly because: string
  readonly needed: string | null
  readonly who: string
  readonly name: string
  readonly action: string
  readonly matching: readonly { readonly rule: Rule; readonly namesAction: boolean }[]
}

type Verb = (server: Connection, args: readonly string[], given: Given) => Promise<number>
interface Given {
  readonly flags: Invocation['flags']
  readonly io: Io
  readonly say: (line: string) => void
}

const VERBS: Readonly<Record<string, { readonly least: number; readonly most: number; readonly run: Verb }>> = {
  list: { least: 0, most: 0, run: list },
  show: { least: 1, most: 1, run: show },
  set: { least: 2, most: 2, run: set },
  give: { least: 2, most: 2, run: give },
  explain: { least: 2, most: 3, run: explainAccess },
}

export const command: Command = {
  name: 'policy',
  about: 'Say who may do what, and why.',
  usage: 'list | show NAME | set NAME FILE | give NAME WHO [--for DURATION] | explain WHO PATH [ACTION]',
  maxArgs: 4,
  examples: [
    'rekey policy set shop-readers readers.yaml',
    'rekey policy give shop-readers ci --for 8h',
    'rekey policy explain ci shop/production/DATABASE_URL write',
  ],
  flags: {
    ...serverFlag,
    group: { type: 'boolean', about: 'WHO is a group.' },
    for: { type: 'string', about: 'Give it for a time only, such as 8h.', placeholder: 'DURATION' },
    json: { type: 'boolean', about: 'Print one JSON document.' },
  },
  async run({ args: [verb, ...args], flags }, io) {
    const found = verb !== undefined && Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
    if (!found) {
      const { message, ...hint } = describeVerb('policy', verb, Object.keys(VERBS))
      throw policyCommandError('POLICY_USAGE', message, hint)
    }
    if (args.length < found.least || args.length > found.most) {
      throw policyCommandError('POLICY_USAGE', `rekey policy ${verb} takes ${found.least || 'no'} arguments`)
    }
    return found.run(await connect(io, flags), args, { flags, io, say: (line) => void io.stdout.write(`${line}\n`) })
  },
}

const ruleLine = ({ effect, pattern, actions, until, from }: Rule): string =>
  `${effect.padEnd(5)} ${actions.join(',')} on ${pattern}${from ? `  (policy ${from})` : ''}${until ? `  until ${until}` : ''}`

async function list(server: Connection, _args: readonly string[], { flags, say }: Given): Promise<number> {
  const answer = (await server.request('GET', '/api/policies')) as { policies: Policy[]; assignments: Assignment[] }
  if (flags['json']) say(JSON.stringify(answer))
  else {
    for (const { name, about, rules } of answer.policies) {
      const given = answer.assignments.filter(({ policy }) => policy === name)
      const to = given.map(({ identity, group }) => identity ?? `group ${group}`).join(', ') || 'nobody'
      say(`${name}  ${rules.length} rules, given to ${to}${about ? `  (${about})` : ''}`)
    }
  }
  return 0
}

async function show(server: Connection, [name = '']: readonly string[], { flags, say }: Given): Promise<number> {
  const policy = (await server.request('GET', `/api/policies/${encodeURIComponent(name)}`)) as Policy
  if (flags['json']) say(JSON.stringify(policy))
  else for (const rule of policy.rules) say(ruleLine(rule))
  return 0
}

async function set(server: Connection, [name = '', file = '']: readonly string[], given: Given): Promise<number> {
  const body = await readPolicy(resolve(given.io.cwd, file))
  const policy = (await server.request('PUT', `/api/policies/${encodeURIComponent(name)}`, body)) as Policy
  given.say(`${policy.name} is at number ${policy.number} with ${policy.rules.length} rules.`)
  return 0
}

/** Throws POLICY_FILE_INVALID. */
async function readPolicy(path: string): Promise<unknown> {
  try {
    const found: unknown = parse(await readFile(path, 'utf8'))
    return Array.isArray(found) ? { rules: found } : found
  } catch (error) {
    throw policyCommandError('POLICY_FILE_INVALID', `${path}: ${describeError(error).split('\n')[0]}`)
  }
}

async function give(server: Connection, [name = '', who = '']: readonly string[], given: Given): Promise<number> {
  const { flags, say } = given
  const time = typeof flags['for'] === 'string' ? parseDuration(flags['for']) : undefined
  const until = time === undefined ? undefined : new Date(systemClock.now().getTime() + time).toISOString()
  const to = flags['group'] ? { group: who } : { identity: who }
  const body = { ...to, ...(until !== undefined && { until }) }
  await server.request('POST', `/api/policies/${encodeURIComponent(name)}/assignments`, body)
  say(`${who} has ${name}${until === undefined ? '' : ` until ${until}`}.`)
  return 0
}

/** Exit code 0 when it is allowed, 1 when not: for scripts. */
async function explainAccess(server: Connection, args: readonly string[], given: Given): Promise<number> {
  const [who = '', name = '', action = 'read'] = args
  const query = new URLSearchParams({ who, name, action })
  const answer = (await server.request('GET', `/api/explain?${query.toString().replaceAll('+', '%20')}`)) as Explanation
  const { say, flags } = given
  if (flags['json']) say(JSON.stringify(answer))
  else {
    say(`${answer.who} may${answer.allowed ? '' : ' not'} ${answer.action} ${answer.name}: ${answer.because}.`)
    if (answer.needed) say(`Needed: ${answer.needed}`)
    if (answer.matching.length) say('Rules that match this name:')
    for (const { rule, namesAction } of answer.matching) say(`  ${namesAction ? '*' : ' '} ${ruleLine(rule)}`)
  }
  return answer.allowed ? 0 : 1
}
