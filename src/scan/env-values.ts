/**
 * How many values of an environment file look as if they opened something. Names and values are judged by what people
 * write there: what is empty, a word, a number, a variable or an address without a password is set up, not secret. Pure.
 */
import { findPlaceholder } from '../detect/placeholder.ts'

const LINE =
  /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?<value>"[^"\r\n]*"|'[^'\r\n]*'|[^\r\n]*)/gm
const SECRET =
  /pass|pwd|secret|token|credential|private|salt|(?:^|_)(?:api_?)?key(?:$|_(?!id$))|(?:^|_)auth(?:$|_)|apikey/i
const NO_SECRET =
  /(?:^|_)(?:public|publishable|next_public|vite|react_app)_|_(?:id|path|file|ttl|url|host|name|expir\w*|length|type|algo\w*)$/i
/** What stands before `@` in an address, its password being group 1. */
const ADDRESS = /^[a-z][\w+.-]{1,20}:\/\/[^\s:@/]*:([^\s@/]{3,})@(?!localhost\b|127\.)/i
const ORDINARY =
  /^(?:[a-z]{1,12}|\d{1,8}|true|false|[a-z][\w.-]*:\d{2,5}|[~.]{0,2}\/.*|[a-z]+:\/\/.*|.*\$[{(A-Za-z_].*|<.*>|.*(?:example|sample|your|change|replace|dummy|todo|xxx|test|local|placeholder).*)$/i
const LEAST = 6

export function countRealValues(text: string): number {
  let count = 0
  for (const { groups } of text.matchAll(LINE)) {
    const { name = '', value = '' } = groups ?? {}
    if (isReal(name, bare(value))) count++
  }
  return count
}

/** Without its quotes, or without the comment behind it. */
function bare(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1) : value.replace(/(?:^|[ \t])#.*$/, '').trim()
}

function isReal(name: string, value: string): boolean {
  const password = ADDRESS.exec(value)?.[1]
  if (password !== undefined) return isSecret(password)
  return SECRET.test(name) && !NO_SECRET.test(name) && isSecret(value)
}

function isSecret(value: string): boolean {
  return value.length >= LEAST && !ORDINARY.test(value) && findPlaceholder(value) === undefined
}
