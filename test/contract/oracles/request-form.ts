/**
 * A request in a form that can be compared: what of it names the question and shows the key, with placeholders for the
 * texts of the key, so that it may be written down. Two clients of one provider that ask the same have equal forms but for
 * what no provider looks at: order, escapes, names of programs.
 */

export interface SentRequest {
  /** Empty where the caller chose the address. */
  readonly host: string
  /** `GET /v1/me?limit=1` */
  readonly line: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export interface RequestForm {
  readonly host: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Headers that hold a part of the key; `basic` is what a Basic header encodes. */
  readonly shows: Readonly<Record<string, string>>
  /** Other headers of the provider's own: its version, mostly. */
  readonly headers: Readonly<Record<string, string>>
  /** Members of a JSON body or a form, as text. A GraphQL query is only named: there are many for one question. */
  readonly body: Readonly<Record<string, string>>
}

/** Text of the key or of what stands beside it, and its placeholder: `{key}`, `{0}`. */
export type Placeholder = readonly [text: string, placeholder: string]

const USUAL = new Set(
  'host connection accept-encoding accept-language user-agent content-type content-length transfer-encoding'.split(' '),
)

export function formOf({ host, line, headers, body }: SentRequest, placeholders: readonly Placeholder[]): RequestForm {
  const hide = (text: string): string =>
    placeholders.reduce((hidden, [secret, placeholder]) => hidden.replaceAll(secret, placeholder), text)
  const [method = '', target = ''] = line.split(' ')
  const url = new URL(target.replace(/^\/+/, '/'), 'http://any.example')
  const entries = Object.entries(headers).map(([name, value]): [string, string] => {
    const text = String(value)
    const basic = /^Basic (.+)$/i.exec(text)?.[1]
    // RFC 9110: the scheme's case means nothing.
    if (basic === undefined) return [name, hide(text.replace(/^bearer /i, 'Bearer '))]
    return ['basic', hide(Buffer.from(basic, 'base64').toString())]
  })
  const isShown = ([, value]: readonly [string, string]): boolean =>
    placeholders.some(([, name]) => value.includes(name))
  return {
    host: hide(host),
    method,
    path: hide(decodeURIComponent(url.pathname)),
    query: sorted([...url.searchParams].map(([name, value]) => [name, hide(value)])),
    shows: sorted(entries.filter(isShown)),
    headers: sorted(entries.filter((entry) => !isShown(entry) && !USUAL.has(entry[0]))),
    body: bodyOf(body, hide),
  }
}

function bodyOf(body: string, hide: (text: string) => string): RequestForm['body'] {
  if (body === '') return {}
  try {
    const members = Object.entries(JSON.parse(body) as object).map(([name, value]): [string, string] => [
      name,
      hide(typeof value === 'string' ? value : JSON.stringify(value)),
    ])
    const isGraph = members.some(([name, value]) => name === 'query' && value.includes('{'))
    return isGraph ? { query: 'GraphQL' } : sorted(members)
  } catch {
    return sorted([...new URLSearchParams(body)].map(([name, value]) => [name, hide(value)]))
  }
}

function sorted(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export type Part = keyof RequestForm

/**
 * The parts in which our request is not one that their client makes. It may say more than ours: a page to begin with, a
 * trace. What stands in ours must stand in theirs, but for the value of a version, which each client has of its own.
 */
export function differingParts(ours: RequestForm, theirs: RequestForm): Part[] {
  const isWithin = (part: 'query' | 'body'): boolean =>
    Object.entries(ours[part]).every(([name, value]) => theirs[part][name] === value)
  const equal: Readonly<Record<Part, boolean>> = {
    host: ours.host === '' || ours.host === theirs.host,
    method: ours.method === theirs.method,
    path: ours.path === theirs.path,
    query: isWithin('query'),
    shows: JSON.stringify(ours.shows) === JSON.stringify(theirs.shows),
    headers: Object.keys(ours.headers).every((name) => name === 'accept' || name in theirs.headers),
    body: isWithin('body'),
  }
  return (Object.keys(equal) as Part[]).filter((part) => !equal[part])
}
