/**
 * The plan of the fixture's night: when each step of each rotation begins and ends, and when each consumer
 * moves, in seconds after the alert. The room and its story are computed from it.
 */
import type { IncidentRoom } from '../../web/src/api.gen.ts'

const DETECTED_MS = Date.parse('2026-03-12T23:47:00.000Z')
export const LEAKED_SECONDS = -300

/** What people did on the page, kept by the server between two views. */
export interface Edits {
  readonly tasks: ReadonlyMap<string, { readonly done: boolean; readonly atSeconds: number }>
  readonly notes: readonly { readonly text: string; readonly atSeconds: number }[]
  readonly commander: string | undefined
  readonly paused: ReadonlySet<string>
  readonly closedAtSeconds: number | undefined
}

export const NO_EDITS: Edits = {
  tasks: new Map(),
  notes: [],
  commander: undefined,
  paused: new Set(),
  closedAtSeconds: undefined,
}

/** ISO time of a second counted from the alert. */
export function at(seconds: number): string {
  return new Date(DETECTED_MS + Math.round(seconds * 1000)).toISOString()
}

type PlannedStep = [
  step: string,
  phase: IncidentRoom['rotations'][number]['phase'],
  from: number,
  to: number,
  summary: string,
]

export interface PlannedConsumer {
  readonly name: string
  readonly host: string
  readonly movesAt: number
  readonly share: number
  readonly silenceMs: number
}

export interface PlannedRotation {
  readonly id: string
  readonly secret: string
  readonly provider: string
  readonly strategy: string
  readonly oldVersion: number
  readonly steps: readonly PlannedStep[]
  readonly consumers: readonly PlannedConsumer[]
  readonly perSecond: number
  readonly probes: number
}

export const PLAN: readonly PlannedRotation[] = [
  {
    id: 'rot_database',
    secret: 'shop/production/DATABASE_URL',
    provider: 'PostgreSQL',
    strategy: 'dual-user',
    oldVersion: 3,
    perSecond: 168,
    probes: 6,
    consumers: [
      { name: 'checkout', host: 'web-1', movesAt: 5.6, share: 0.38, silenceMs: 900 },
      { name: 'checkout', host: 'web-2', movesAt: 6.1, share: 0.24, silenceMs: 900 },
      { name: 'billing', host: 'web-2', movesAt: 7.9, share: 0.16, silenceMs: 2400 },
      { name: 'inventory', host: 'web-3', movesAt: 12.4, share: 0.14, silenceMs: 3100 },
      { name: 'search-index', host: 'batch-1', movesAt: 21.8, share: 0.08, silenceMs: 12_000 },
      { name: 'ledger-export', host: 'batch-1', movesAt: 88, share: 0, silenceMs: 60_000 },
    ],
    steps: [
      ['locate', 'A', 0.6, 0.9, 'Role shop_app_a of database shop is ours: it logs in and owns nothing.'],
      ['prepare', 'A', 0.9, 1.2, 'Twin role shop_app_b exists and has the same grants.'],
      ['create', 'A', 1.2, 2.9, 'New password set for shop_app_b.'],
      ['verify-new', 'A', 2.9, 3.4, 'The new key logs in and reads.'],
      ['deploy', 'B', 3.4, 3.8, 'Stored as version 4; 6 processes were told.'],
      ['confirm', 'C', 3.8, 94.2, 'All 6 processes hold version 4 and nothing used version 3 for 66 s.'],
      ['disable', 'D', 94.2, 94.5, 'Role shop_app_a may not log in. This can be undone.'],
      ['soak', 'D', 94.5, 124.5, 'No refused login by a known consumer in 30 s.'],
      ['revoke', 'D', 124.5, 124.9, 'The password of shop_app_a is gone.'],
      ['verify-old-dead', 'D', 124.9, 126.1, 'Refused 6 of 6 times with 28P01.'],
      ['end-sessions', 'D', 126.1, 126.4, '2 idle sessions of shop_app_a ended.'],
    ],
  },
  {
    id: 'rot_stripe',
    secret: 'shop/production/STRIPE_SECRET_KEY',
    provider: 'Stripe',
    strategy: 'overlap-roll',
    oldVersion: 1,
    perSecond: 32,
    probes: 3,
    consumers: [
      { name: 'checkout', host: 'web-1', movesAt: 6.4, share: 0.7, silenceMs: 4100 },
      { name: 'billing', host: 'web-2', movesAt: 9.2, share: 0.3, silenceMs: 9800 },
    ],
    steps: [
      ['locate', 'A', 1.1, 1.6, 'The key belongs to our account and may write charges.'],
      ['prepare', 'A', 1.6, 1.7, 'An overlap of 12 h is allowed.'],
      ['create', 'A', 1.7, 2.6, 'Rolled; the old key lives on until it is revoked.'],
      ['verify-new', 'A', 2.6, 3.1, 'The new key reads the balance.'],
      ['deploy', 'B', 3.1, 3.3, 'Stored as version 2; 2 processes were told.'],
      ['confirm', 'C', 3.3, 20.1, 'Both processes hold version 2 and nothing used version 1 for 11 s.'],
      ['disable', 'D', 20.1, 20.1, 'The provider cannot disable a key: left out.'],
      ['soak', 'D', 20.1, 35.1, 'No use of the old key in 15 s.'],
      ['revoke', 'D', 35.1, 35.6, 'The old key is expired at the provider.'],
      ['verify-old-dead', 'D', 35.6, 38.2, 'Refused 3 of 3 times with 401.'],
      ['end-sessions', 'D', 38.2, 38.2, 'Keys have no sessions: nothing to end.'],
    ],
  },
]
