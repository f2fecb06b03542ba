/** Names of secrets: `project/environment/NAME`, with path segments allowed before NAME. */
import { RekeySdkError } from './sdk-error.ts'

const SEGMENT = /^[^\s/\\]+$/

/** The name as a URL path. Throws OPTION_INVALID; `.` and `..` are refused because a URL parser would resolve them. */
export function nameToPath(name: string): string {
  const segments = typeof name === 'string' ? name.split('/') : []
  const valid =
    segments.length >= 3 && segments.every((segment) => SEGMENT.test(segment) && segment !== '.' && segment !== '..')
  if (!valid) {
    throw new RekeySdkError('OPTION_INVALID', `"${name}" is not the name of a secret`, {
      hint: 'Write project/environment/NAME.',
    })
  }
  return segments.map(encodeURIComponent).join('/')
}
