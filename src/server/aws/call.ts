/** One signed request of an AWS client: who asks, from where, for which account and region. */
import type { App } from '../app.ts'
import type { Identity } from '../../secrets/identities.ts'
import type { Scope } from './arn.ts'
import type { ConsumerNotes } from './consumer-notes.ts'
import type { ActionName, RequestOf } from './service-model.ts'
import type { VersionReads } from './version-reads.ts'

export interface Call {
  readonly app: App
  readonly now: Date
  readonly action: ActionName
  readonly identity: Identity
  readonly accessKeyId: string
  readonly scope: Scope
  readonly account: string
  readonly region: string
  readonly requestId: string
  readonly ip: string
  readonly userAgent: string
  readonly isSecure: boolean
  readonly notes: ConsumerNotes
  readonly versionReads: VersionReads
  /** The identity as it is now, read anew: something has changed while the call was answered. */
  refresh(): Promise<Identity>
}

export type ActionHandler<A extends ActionName> = (call: Call, input: RequestOf<A>) => Promise<object>

/** Seconds since 1970, as AWS's JSON has dates. */
export const toEpoch = (date: Date): number => date.getTime() / 1_000
