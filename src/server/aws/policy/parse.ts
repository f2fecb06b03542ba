/**
 * Resource policies: IAM's JSON. What is stored must be one that this server can honour: a Deny whose condition it
 * does not understand would be a promise that nobody keeps, so it is refused with the reason.
 */
import { AwsError } from '../aws-error.ts'

export interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly principals: readonly string[]
  readonly exceptPrincipals: boolean
  readonly actions: readonly string[]
  readonly exceptActions: boolean
  readonly resources: readonly string[]
  readonly exceptResources: boolean
  readonly conditions: readonly Condition[]
}

export interface Condition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

export const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'IpAddress',
  'NotIpAddress',
  'Bool',
  'DateGreaterThan',
  'DateLessThan',
] as const

export const isKnownKey = (key: string): boolean =>
  /^(?:aws:(?:principalarn|principalaccount|username|sourceip|securetransport|currenttime)|(?:secretsmanager|aws):resourcetag\/.+)$/i.test(
    key,
  )

const malformed = (why: string): AwsError =>
  new AwsError('MalformedPolicyDocumentException', `This resource policy contains an error: ${why}.`)

/** Throws MalformedPolicyDocumentException. */
export function parsePolicy(text: string): Statement[] {
  const document = parseJson(text)
  if (!isObject(document)) throw malformed('it is no JSON object')
  const { Version: version, Statement: statements } = document
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17')
    throw malformed('the Version is not 2012-10-17')
  const list = Array.isArray(statements) ? statements : [statements]
  if (!list.length || list.length > 100) throw malformed('it has no Statement')
  return list.map(parseStatement)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('it is no JSON')
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseStatement(value: unknown): Statement {
  if (!isObject(value)) throw malformed('a Statement is no object')
  const { Effect: effect } = value
  if (effect !== 'Allow' && effect !== 'Deny') throw malformed('an Effect is neither Allow nor Deny')
  const unknown = Object.keys(value).find(
    (name) => !/^(?:Sid|Effect|Condition|(?:Not)?(?:Principal|Action|Resource))$/.test(name),
  )
  if (unknown !== undefined) throw malformed(`"${unknown.slice(0, 40)}" is no part of a Statement`)
  const conditions = parseConditions(value['Condition'])
  const strange = conditions.find(({ operator, key }) => !isKnownOperator(operator) || !isKnownKey(key))
  if (strange && effect === 'Deny') {
    throw malformed(`the condition ${strange.operator} on ${strange.key.slice(0, 60)} cannot be honoured here`)
  }
  const principal = either(value, 'Principal', parsePrincipal)
  const action = either(value, 'Action', (one) => texts(one, 'Action'))
  const resource = either(value, 'Resource', (one) => texts(one, 'Resource'))
  const wrong = action.values.find((one) => one !== '*' && !/^secretsmanager:[A-Za-z*?]+$/i.test(one))
  if (wrong !== undefined) throw malformed(`"${wrong.slice(0, 60)}" is no action of Secrets Manager`)
  return {
    effect,
    principals: principal.values,
    exceptPrincipals: principal.isExcept,
    actions: action.values,
    exceptActions: action.isExcept,
    resources: resource.values,
    exceptResources: resource.isExcept,
    conditions,
  }
}

/** `Action` or `NotAction`: one of them, and not both. */
function either(
  value: Record<string, unknown>,
  name: string,
  parse: (value: unknown) => string[],
): { values: string[]; isExcept: boolean } {
  const plain = value[name]
  const except = value[`Not${name}`]
  if ((plain === undefined) === (except === undefined)) throw malformed(`a Statement needs one ${name}`)
  return plain === undefined ? { values: parse(except), isExcept: true } : { values: parse(plain), isExcept: false }
}

function parsePrincipal(value: unknown): string[] {
  if (value === '*') return ['*']
  if (!isObject(value)) throw malformed('a Principal is neither "*" nor an object')
  return Object.entries(value).flatMap(([kind, names]) => {
    if (kind === 'AWS') return texts(names, 'Principal').map(checkPrincipal)
    if (kind === 'Service' || kind === 'Federated') return texts(names, 'Principal').map((name) => `${kind}:${name}`)
    throw malformed(`"${kind.slice(0, 40)}" is no kind of Principal`)
  })
}

function checkPrincipal(name: string): string {
  if (name === '*' || /^\d{12}$/.test(name) || /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:.+$/.test(name)) return name
  throw malformed(`"${name.slice(0, 80)}" is no principal`)
}

function texts(value: unknown, what: string): string[] {
  const list = Array.isArray(value) ? value : [value]
  if (!list.length || !list.every((one) => typeof one === 'string' && one !== ''))
    throw malformed(`the ${what} is no text`)
  return list as string[]
}

const isKnownOperator = (operator: string): boolean =>
  (OPERATORS as readonly string[]).includes(operator.replace(/IfExists$/, ''))

function parseConditions(value: unknown): Condition[] {
  if (value === undefined) return []
  if (!isObject(value)) throw malformed('a Condition is no object')
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isObject(keys)) throw malformed('a Condition is no object')
    return Object.entries(keys).map(([key, values]) => {
      const list = (Array.isArray(values) ? values : [values]).map((one) =>
        typeof one === 'boolean' ? String(one) : one,
      )
      return { operator, key, values: texts(list, 'Condition') }
    })
  })
}

/** A statement that lets anybody in, whatever account they are of. */
export function isPublic(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ effect, principals, exceptPrincipals, conditions }) =>
      effect === 'Allow' &&
      (exceptPrincipals || principals.includes('*')) &&
      !conditions.some(({ operator, key, values }) => isNarrowing(operator, key, values)),
  )
}

function isNarrowing(operator: string, key: string, values: readonly string[]): boolean {
  return (
    /^(?:String|Arn)(?:Equals|Like)$/.test(operator) &&
    /^aws:(?:principalarn|principalaccount|principalorgid|sourceaccount|sourcearn|sourcevpc|sourcevpce)$/i.test(key) &&
    values.every((value) => !/^[*?]*$/.test(value))
  )
}
