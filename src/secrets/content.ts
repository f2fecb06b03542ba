/** What a value may be: 64 KiB at most, and what its content says it is. */
import type { Sensitive } from '../base/sensitive.ts'
import type { Content } from '../db/tables.ts'
import { secretError } from './secret-error.ts'

export const MAX_VALUE_BYTES = 65_536

/** Throws SECRET_VALUE_INVALID. An empty value is one: AWS's clients may store it. */
export function checkContent(content: Content, value: Sensitive): void {
  const text = value.reveal()
  // Buffer passes over what is no base64: only what comes back as it was is that.
  if (content === 'binary' && Buffer.from(text, 'base64').toString('base64') !== text)
    throw secretError('SECRET_VALUE_INVALID', 'a binary value is not given in base64')
  const bytes = Buffer.byteLength(text, content === 'binary' ? 'base64' : 'utf8')
  if (bytes > MAX_VALUE_BYTES) throw secretError('SECRET_VALUE_INVALID', `a value of ${bytes} bytes is refused`)
  // UTF-8 cannot hold half a character: it would come back as another value.
  if (/\p{Surrogate}/u.test(text)) throw secretError('SECRET_VALUE_INVALID', 'a value with half a character is refused')
  if (content === 'json' && !isJson(text)) throw secretError('SECRET_VALUE_INVALID', 'the value is not JSON')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
