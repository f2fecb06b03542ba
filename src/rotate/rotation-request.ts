/** What a rotation is started with. */
import type { StoredSecret } from '../secrets/store.ts'
import type { RotationPlan } from './plan.ts'

export interface RotationRequest {
  readonly secret: StoredSecret
  readonly plan: RotationPlan
  readonly reason: string
  readonly requestedBy: string
  readonly incidentId?: string
  /** The id that the new version shall have, where somebody was promised one. */
  readonly versionId?: string
}
