/** Says what a password opens, from what stands beside it. Hosts and names of users open nothing, so a report may name them. */

const LONGEST = 64
/** A key that somebody wrote in the place of a user's name. */
const LIKE_A_KEY = /\d{6}|[A-Za-z0-9]{25}/

/** Whether a text may be repeated: it is short enough for a name and no key stands there. */
export function isNameable(text: string): boolean {
  return text.length <= LONGEST && /^[\w.@%+$:[\]-]+$/.test(text) && !LIKE_A_KEY.test(text)
}

/** `opens db.shop.internal as shop`; undefined where no host can be named. */
export function sayOpens({
  host = '',
  user = '',
}: {
  readonly host?: string
  readonly user?: string
}): string | undefined {
  const server = host.split(/[/?#,]/, 1)[0] as string
  if (!isNameable(server)) return undefined
  return isNameable(user) ? `opens ${server} as ${user}` : `opens ${server}`
}
