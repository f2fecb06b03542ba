/** Which rotation functions there are, from the option `aws.rotation-functions`: `ARN=URL` or `NAME=URL`, with commas. */
import { requestError } from '../../request-error.ts'
import type { RotationFunctions } from './rotation-functions.ts'

/** Throws ROTATION_FUNCTION_INVALID. */
export function parseFunctions(text: string | undefined): RotationFunctions {
  const urls = new Map(
    (text ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean)
      .map((entry) => parseEntry(entry)),
  )
  // The name of a function is the seventh part of its ARN; an alias or version may follow.
  return { findUrl: (functionArn) => urls.get(functionArn) ?? urls.get(functionArn.split(':')[6] ?? '') }
}

function parseEntry(entry: string): [string, string] {
  const at = entry.indexOf('=')
  const [name, url] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()]
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (at < 1 || !parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password)
    throw requestError('ROTATION_FUNCTION_INVALID', `"${name.slice(0, 120)}" is not given with an address of the web`)
  return [name, url]
}
