/**
 * References between secrets: `${project/environment/path/NAME}` in a value stands for the value of that secret.
 * Only in values that were stored as holding references; `$${` is a plain `${`, and what has no two slashes, such as
 * `${HOME}`, is plain text. Pure: who may read what is decided by resolve.ts.
 */
import { formatSecretName, parseSecretName } from './name.ts'
import { secretError } from './secret-error.ts'

/** Deeper than any arrangement that somebody can keep in mind. */
export const MAX_DEPTH = 8
/** In all, of one value. */
export const MAX_REFERENCES = 50
/** What a value with all that it refers to may hold. */
export const MAX_RESOLVED_BYTES = 262_144

const FORM = /(\$?)\$\{([^{}$\n]{1,1200})\}/g

/** Full names, each once, in order. Throws REFERENCE_INVALID. */
export function listReferences(text: string): string[] {
  const names = new Set<string>()
  for (const [, escape, inner = ''] of text.matchAll(FORM)) {
    if (!escape && isReference(inner)) names.add(nameOf(inner))
  }
  if (names.size > MAX_REFERENCES)
    throw secretError('REFERENCE_INVALID', `a value with ${names.size} references is refused`)
  return [...names]
}

/** `values` by full name; each that `listReferences` has named must be there. */
export function expand(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(FORM, (whole: string, escape: string, inner: string) => {
    if (escape) return whole.slice(1)
    return isReference(inner) ? (values.get(nameOf(inner)) as string) : whole
  })
}

function isReference(inner: string): boolean {
  return inner.split('/').length >= 3
}

function nameOf(inner: string): string {
  try {
    return formatSecretName(parseSecretName(inner))
  } catch {
    throw secretError('REFERENCE_INVALID', `\${${inner.slice(0, 120)}} does not name a secret`)
  }
}
