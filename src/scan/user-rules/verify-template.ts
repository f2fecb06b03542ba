/**
 * `verify` of a rule in rekey.yaml: one request as a template. It says where a key would be shown, and the file may come
 * from whoever leaked it, so by itself it sends nothing: the command line must name the host (`--verify-rules`).
 */
import type { YamlReader } from './yaml-reader.ts'

export interface VerifyTemplate {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** `user:password` of a Basic header. */
  readonly basic?: string
  readonly body?: { readonly as: 'json' | 'form'; readonly members: Readonly<Record<string, string>> }
  /** Member of a JSON answer that a live key brings: `user.id`. Undefined: any answer with 2xx that is no page. */
  readonly live?: string
  readonly dead?: readonly number[]
  readonly restricted?: readonly number[]
}

export const TEMPLATE_FIELDS = ['url', 'method', 'headers', 'basic', 'json', 'form', 'live', 'dead', 'restricted']
const STATUS = [400, 499] as const
const PLACEHOLDER = /\{([^{}\s]*)\}/g

/** Throws SCAN_SETTINGS_INVALID. `parts` are the rules whose texts may stand in the template besides `{key}`. */
export function readVerifyTemplate(
  node: unknown,
  parts: readonly string[],
  reader: YamlReader,
): VerifyTemplate | undefined {
  if (node === undefined) return undefined
  const fields = reader.fields(node, TEMPLATE_FIELDS, 'verify')
  const template = (value: unknown, what: string): string => {
    const text = reader.text(value, what)
    for (const [, name = ''] of text.matchAll(PLACEHOLDER))
      if (name !== 'key' && !parts.includes(name))
        throw reader.invalid(value, `${what} has a placeholder that is neither {key} nor a rule that this one requires`)
    return text
  }
  const members = (name: string): Record<string, string> =>
    Object.fromEntries(reader.entries(fields.get(name), name).map(([key, value]) => [key, template(value, name)]))
  const statuses = (name: string): number[] | undefined =>
    fields.has(name)
      ? reader.list(fields.get(name), name).map((one) => reader.count(one, `a status of ${name}`, STATUS) as number)
      : undefined
  const method = fields.has('method') ? reader.text(fields.get('method'), 'method') : undefined
  if (method !== undefined && method !== 'GET' && method !== 'POST')
    throw reader.invalid(fields.get('method'), 'method is GET or POST: a question changes nothing')
  if (fields.has('json') && fields.has('form'))
    throw reader.invalid(fields.get('form'), 'a body is json or form, not both')
  const as = fields.has('json') ? 'json' : fields.has('form') ? 'form' : undefined
  if (as && method === 'GET') throw reader.invalid(fields.get(as), 'a request with a body is a POST')
  const [dead, restricted] = [statuses('dead'), statuses('restricted')]
  return {
    url: urlOf(template(fields.get('url') ?? node, 'url'), fields.get('url'), reader),
    method: method ?? (as ? 'POST' : 'GET'),
    headers: fields.has('headers') ? members('headers') : {},
    ...(fields.has('basic') && { basic: template(fields.get('basic'), 'basic') }),
    ...(as && { body: { as, members: members(as) } }),
    ...(fields.has('live') && { live: reader.text(fields.get('live'), 'live') }),
    ...(dead && { dead }),
    ...(restricted && { restricted }),
  }
}

/** Placeholders stay readable in it: they are filled in where the request is made. */
function urlOf(text: string, node: unknown, reader: YamlReader): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isFine = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  const host = /^https:\/\/([^/?#]*)/.exec(text)?.[1] ?? ''
  if (!url || !isFine || host.includes('{'))
    throw reader.invalid(node, 'url is https://HOST/PATH with a fixed host and no port')
  return url
}

/** The texts of the parts in place of `{key}` and the others. */
export function fill(template: string, parts: Readonly<Record<string, string>>, as: (text: string) => string): string {
  return template.replace(PLACEHOLDER, (_, name: string) => as(parts[name] ?? ''))
}
