/**
 * The path of a request, in one spelling. A policy decides on the same text that the engine looks up, so what
 * could be read in two ways (dot segments, empty segments, NUL, other forms of one character) is refused.
 */
import { bad } from './fault.ts'

const MAX_BYTES = 2_048

/** `raw` is what follows `/v1/`, still encoded. Keeps one slash at the end: it says "folder". Throws 400. */
export function parsePath(raw: string): string {
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    throw bad('the path is not valid percent-encoding')
  }
  if (Buffer.byteLength(path) > MAX_BYTES) throw bad(`the path is longer than ${MAX_BYTES} bytes`)
  // Printable only, and no character that is another one after normalisation.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\\]/u.test(path))
    throw bad('the path holds characters that are not allowed')
  if (path !== path.normalize('NFC')) throw bad('the path is not in its normal form (NFC)')
  const segments = path.replace(/\/$/, '').split('/')
  if (path !== '' && segments.some((segment) => segment === '')) throw bad('the path has an empty segment')
  if (segments.some((segment) => /^\.+$/.test(segment))) throw bad("path cannot contain '..'")
  if (segments.some((segment) => segment !== segment.trim()))
    throw bad('a segment of the path begins or ends with a space')
  return path
}
