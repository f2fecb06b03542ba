/**
 * One spelling for names of people, machines, policies and groups. What is typed is folded before it is looked
 * up or counted; what is stored must be canonical already, so that no look-alike is ever a second name.
 */
import { accessError } from './access-error.ts'

/** Compatibility forms, case and doubled forms (ß, ſ) away. Idempotent. */
export function foldName(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim()
}

const IDENTITY = /^[A-Za-z0-9](?:[A-Za-z0-9._@+-]{0,62}[A-Za-z0-9])?$/
const LABEL = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/
/** Names that mean everything elsewhere. No policy or group is called so: nobody gets them by a slip. */
const RESERVED: ReadonlySet<string> = new Set(['root', 'house', 'rekey', 'system'])

/** The name of a new identity: ASCII, as typed; two that fold alike are one. Throws NAME_INVALID. */
export function parseIdentityName(text: string): string {
  if (!IDENTITY.test(text)) throw accessError('NAME_INVALID', 'this is not a name for a person or a machine')
  return text
}

/** The name of a policy, a group or a sign-in method. It must be in its one spelling already. Throws NAME_INVALID. */
export function parseLabel(text: string): string {
  const folded = foldName(text)
  if (RESERVED.has(folded)) throw accessError('NAME_INVALID', `"${folded}" is a reserved name`)
  if (folded !== text || !LABEL.test(text)) {
    throw accessError('NAME_INVALID', 'this name is not in its one spelling: lower-case letters, digits, ".", "_", "-"')
  }
  return text
}

/** What may stand for a template in a pattern: never more than one part of a name. */
const PLAIN_VALUE = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/

export function isPlainValue(text: string): boolean {
  return PLAIN_VALUE.test(text)
}
