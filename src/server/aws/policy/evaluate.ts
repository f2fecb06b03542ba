/**
 * Resource policies at work. Here they only take away: a Deny that matches refuses the call. An Allow grants nothing,
 * because who may do what is decided, and explained, in one place: the policies of this server.
 */
import { BlockList, isIP } from 'node:net'
import { parsePolicy, type Condition, type Statement } from './parse.ts'

export interface PolicyRequest {
  readonly principal: string
  readonly account: string
  /** `secretsmanager:GetSecretValue`. */
  readonly action: string
  readonly arn: string
  readonly now: Date
  readonly ip: string
  readonly isSecure: boolean
  readonly tags: Readonly<Record<string, string>>
}

/** Policies are few and read often. */
const MAX_PARSED = 1_000
const parsed = new Map<string, readonly Statement[]>()

/** The statement that denies this request, if one does. */
export function denyingStatement(policy: string, request: PolicyRequest): Statement | undefined {
  return statementsOf(policy).find((statement) => statement.effect === 'Deny' && matches(statement, request))
}

function statementsOf(policy: string): readonly Statement[] {
  const known = parsed.get(policy)
  if (known) return known
  if (parsed.size >= MAX_PARSED) parsed.clear()
  const statements = parsePolicy(policy)
  parsed.set(policy, statements)
  return statements
}

function matches(statement: Statement, request: PolicyRequest): boolean {
  const { principals, exceptPrincipals, actions, exceptActions, resources, exceptResources, conditions } = statement
  const { account, principal, action, arn } = request
  const names = new Set([principal, account, `arn:aws:iam::${account}:root`])
  const isPrincipal = principals.some((one) => one === '*' || names.has(one))
  const isAction = actions.some((one) => isLike(one.toLowerCase(), action.toLowerCase()))
  const isResource = resources.some((one) => isLike(one, arn))
  return (
    isPrincipal !== exceptPrincipals &&
    isAction !== exceptActions &&
    isResource !== exceptResources &&
    conditions.every((condition) => holds(condition, request))
  )
}

function holds({ operator, key, values }: Condition, request: PolicyRequest): boolean {
  const isOptional = operator.endsWith('IfExists')
  const name = operator.replace(/IfExists$/, '')
  const found = valueOf(key, request)
  const isNegated = name.includes('Not')
  if (found === undefined) return isOptional || isNegated
  return values.some((value) => compare(name.replace('Not', ''), found, value)) !== isNegated
}

function compare(operator: string, found: string, value: string): boolean {
  switch (operator) {
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return isLike(value, found)
    case 'IpAddress':
      return isInRange(found, value)
    case 'DateGreaterThan':
      return Date.parse(found) > Date.parse(value)
    case 'DateLessThan':
      return Date.parse(found) < Date.parse(value)
    default:
      return found === value
  }
}

function valueOf(key: string, request: PolicyRequest): string | undefined {
  const tag = /^(?:secretsmanager|aws):resourcetag\/(.+)$/i.exec(key)?.[1]
  if (tag !== undefined) return Object.hasOwn(request.tags, tag) ? request.tags[tag] : undefined
  switch (key.toLowerCase()) {
    case 'aws:principalarn':
      return request.principal
    case 'aws:principalaccount':
      return request.account
    case 'aws:username':
      return request.principal.slice(request.principal.lastIndexOf('/') + 1)
    case 'aws:sourceip':
      return request.ip
    case 'aws:securetransport':
      return String(request.isSecure)
    case 'aws:currenttime':
      return request.now.toISOString()
    default:
      return undefined
  }
}

function isInRange(ip: string, range: string): boolean {
  const [address = '', bits] = range.split('/')
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (!isIP(address) || !isIP(plain)) return false
  const list = new BlockList()
  list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

/** `*` is any text, `?` any one character. Linear: no pattern can make it slow. */
export function isLike(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let star = -1
  let mark = 0
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t]) && pattern[p] !== '*') {
      p++
      t++
    } else if (pattern[p] === '*') {
      star = p++
      mark = t
    } else if (star >= 0) {
      p = star + 1
      t = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
