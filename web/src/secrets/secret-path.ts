/** Between the name of a secret and the address of its page. Each part is encoded by itself, so `/` stays what it is. */
const ROOT = '/ui/secrets/'

const encoded = (name: string): string => name.split('/').map(encodeURIComponent).join('/')

export const secretPath = (name: string): string => `${ROOT}${encoded(name)}`

/** The path of the server's interface for this secret: `apiPath('history', name)`. */
export const apiPath = (what: string, name: string): string => `/api/${what}/${encoded(name)}`

/** Undefined for an address that is none of a secret. */
export function findNameIn(pathname: string): string | undefined {
  if (!pathname.startsWith(ROOT)) return undefined
  try {
    return pathname.slice(ROOT.length).split('/').map(decodeURIComponent).join('/') || undefined
  } catch {
    return undefined
  }
}
