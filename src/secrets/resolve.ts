/**
 * What a value means to its reader: their own one in place of the shared one, and each reference replaced by the
 * value of the secret that it names. Every secret that goes into it is opened by reads.ts, for this reader: who may
 * not read one of them gets none of it, and each has an entry in the journal.
 */
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import type { Identity } from './identities.ts'
import type { Keyring } from './keyring.ts'
import { formatSecretName, parseSecretName, type SecretName } from './name.ts'
import { findOverride } from './overrides.ts'
import type { Read, ReadRequest, Reads } from './reads.ts'
import { expand, listReferences, MAX_DEPTH, MAX_REFERENCES, MAX_RESOLVED_BYTES } from './references.ts'
import { secretError } from './secret-error.ts'
import type { StoredSecret } from './store.ts'

export interface ResolveRequest {
  readonly name: SecretName
  readonly identity: () => Identity
  readonly detail: Readonly<Record<string, unknown>>
  readonly authorise: (secret: StoredSecret) => void | Promise<void>
}

export interface Resolved extends Read {
  readonly value: Sensitive
  /** Something beside this one version went into it: its number alone does not tell whether it is the same. */
  readonly isComposed: boolean
  /** It is the reader's own value. */
  readonly isOwn: boolean
}

interface Deps {
  readonly db: Db
  readonly keyring: Keyring
  readonly reads: Reads
}

/** Throws what `reads.open` throws, REFERENCE_CYCLE, REFERENCE_INVALID, and REFERENCE_BROKEN for one that is not there. */
export async function resolve(deps: Deps, request: ResolveRequest): Promise<Resolved> {
  const budget = { references: MAX_REFERENCES, bytes: MAX_RESOLVED_BYTES }
  const step = async (name: SecretName, path: readonly string[]): Promise<Resolved> => {
    const fullName = formatSecretName(name)
    if (path.includes(fullName))
      throw secretError('REFERENCE_CYCLE', `${[...path, fullName].join(' refers to ')} goes round in a circle`)
    if (path.length > MAX_DEPTH) throw secretError('REFERENCE_INVALID', `references lie deeper than ${MAX_DEPTH}`)
    const read = await deps.reads.open(toRead(request, name, path))
    const identity = request.identity()
    const own =
      identity.kind === 'person'
        ? await findOverride(deps.db, deps.keyring, { secret: read.secret, identity })
        : undefined
    if (own) return { ...read, value: own, isComposed: true, isOwn: true }
    if (!read.version.hasReferences) {
      const isComposed = read.secret.fullName !== fullName
      return { ...read, value: read.version.value, isComposed, isOwn: false }
    }
    const text = read.version.value.reveal()
    const names = listReferences(text)
    if ((budget.references -= names.length) < 0)
      throw secretError('REFERENCE_INVALID', `${request.name.name} needs more than ${MAX_REFERENCES} references`)
    const inner = await Promise.all(names.map((one) => open(one, [...path, fullName])))
    const values = new Map(names.map((one, i) => [one, (inner[i] as Resolved).value.reveal()]))
    const value = expand(text, values)
    if ((budget.bytes -= Buffer.byteLength(value)) < 0)
      throw secretError('REFERENCE_INVALID', `what ${fullName} refers to is larger than ${MAX_RESOLVED_BYTES} bytes`)
    return { ...read, value: new Sensitive(value), isComposed: true, isOwn: false }
  }
  const open = async (fullName: string, path: readonly string[]): Promise<Resolved> => {
    try {
      return await step(parseSecretName(fullName), path)
    } catch (error) {
      if (!MISSING.has((error as { code?: string }).code ?? '')) throw error
      throw secretError('REFERENCE_BROKEN', `${path.at(-1)} refers to ${fullName}, which has no value`)
    }
  }
  return step(request.name, [])
}

const MISSING: ReadonlySet<string> = new Set(['SECRET_NOT_FOUND', 'SECRET_DELETED', 'VERSION_EMPTY', 'VERSION_DELETED'])

function toRead(request: ResolveRequest, name: SecretName, path: readonly string[]): ReadRequest {
  const from = path.at(-1)
  return {
    name,
    inherit: true,
    actor: request.identity().name,
    detail: { ...request.detail, ...(from !== undefined && { referredBy: from }) },
    authorise: request.authorise,
  }
}
