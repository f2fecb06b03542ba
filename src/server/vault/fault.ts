/**
 * A refusal in Vault's words: a status and the texts of `{"errors": […]}`. The texts are part of that protocol
 * (clients match on them), so they have no code of ours; nothing outside this folder throws or catches one.
 */
export class VaultFault extends Error {
  readonly status: number
  readonly errors: readonly string[]

  constructor(status: number, ...errors: string[]) {
    super(errors[0] ?? `status ${status}`)
    this.name = 'VaultFault'
    this.status = status
    this.errors = errors
  }
}

/** How Vault writes a list of errors that its core, not an engine, has collected. */
export function listed(...texts: string[]): string {
  const head = texts.length === 1 ? '1 error occurred:' : `${texts.length} errors occurred:`
  return `${head}\n${texts.map((text) => `\t* ${text}\n`).join('')}\n`
}

/** `hint` says what would have been needed, when a usual mistake is recognised. */
export const denied = (hint?: string): VaultFault =>
  new VaultFault(403, listed('permission denied'), ...(hint ? [hint] : []))
export const badToken = (): VaultFault => new VaultFault(403, listed('permission denied', 'invalid token'))
export const bad = (text: string): VaultFault => new VaultFault(400, text)
/** Nothing is there: the answer of a read or a list, with no text. */
export const nothing = (): VaultFault => new VaultFault(404)
