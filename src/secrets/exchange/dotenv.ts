/**
 * `.env` files, read and written. Reads what the common libraries read: comments, `export`, single, double and back
 * quotes, values over several lines. Writes so that every one of them reads the same value back. Pure.
 */
import { exchangeError } from './exchange-error.ts'

const LINE =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:=|:[ \t])[ \t]*('(?:[^'])*'|"(?:\\[\s\S]|[^"\\])*"|`(?:[^`])*`|[^\r\n]*)?[ \t]*(?:#[^\r\n]*)?$/
const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/

/** In the order of the file; the last of two with the same name wins, as with every library. Throws IMPORT_INVALID. */
export function parseDotenv(text: string): Map<string, string> {
  const values = new Map<string, string>()
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (let i = 0; i < lines.length; i++) {
    const first = i
    let line = lines[i] as string
    if (/^\s*(?:#|$)/.test(line)) continue
    // A quote that is open at the end of the line goes on in the next one.
    while (hasOpenQuote(line) && i + 1 < lines.length) line += `\n${lines[++i]}`
    const match = LINE.exec(line)
    if (!match || hasOpenQuote(line)) throw exchangeError('IMPORT_INVALID', `line ${first + 1} is not NAME=value`)
    values.set(match[1] as string, unquote(match[2] ?? ''))
  }
  return values
}

function hasOpenQuote(line: string): boolean {
  const rest = /^[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*(?:=|:[ \t])[ \t]*(['"`])([\s\S]*)$/.exec(line)
  if (!rest) return false
  const [, sign, text = ''] = rest
  const body = sign === '"' ? text.replaceAll(/\\[\s\S]/g, '') : text
  return !body.includes(sign as string)
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unquote(raw: string): string {
  const sign = raw[0]
  if ((sign === "'" || sign === '`') && raw.endsWith(sign) && raw.length > 1) return raw.slice(1, -1)
  if (sign === '"' && raw.endsWith('"') && raw.length > 1)
    return raw.slice(1, -1).replaceAll(/\\([\s\S])/g, (_, one: string) => ESCAPES[one] ?? one)
  // Without quotes a comment begins behind a blank.
  return raw.replace(/(?:^|\s+)#.*$/, '').trim()
}

/** Throws EXPORT_IMPOSSIBLE for a name that no shell takes. */
export function formatDotenv(values: ReadonlyMap<string, string>): string {
  return [...values].map(([key, value]) => `${checkKey(key)}=${quote(value)}\n`).join('')
}

function checkKey(key: string): string {
  if (KEY.test(key)) return key
  throw exchangeError('EXPORT_IMPOSSIBLE', `"${key.slice(0, 80)}" cannot be the name of a variable`)
}

function quote(value: string): string {
  if (/^[A-Za-z0-9_./:@%+,=-]*$/.test(value)) return value
  // Nothing is special between single quotes, not even `$`; only the quote itself cannot stand there.
  if (!/['\n\r]/.test(value)) return `'${value}'`
  const escaped = value
    .replaceAll(/[\\"$`]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
  return `"${escaped}"`
}
