/** Test data: the fact table of one complete incident, of an almost empty one, and the five verdicts. */
import type { IncidentFacts, InvestigationVerdict, VerdictClass } from './incident-facts.ts'
import { timelineEntry } from './timeline.ts'

const at = (time: string): Date => new Date(`2026-03-${time}Z`)

export const PUSHED = at('12T23:42:00')
export const DETECTED = at('12T23:47:00')
export const WRITTEN = at('13T02:00:00')

/** Nothing beyond what every incident has. */
export const BARE_FACTS: IncidentFacts = {
  id: 'inc_01',
  title: 'Stripe key in shop',
  state: 'triage',
  severity: { level: 'SEV-3', label: 'Medium', score: 40, facts: [] },
  channel: '#incident-2026-03-12-stripe-leak',
  leakedAt: PUSHED,
  detectedAt: DETECTED,
  openedAt: DETECTED,
  leaks: [],
  rotations: [],
  tasks: [],
  timeline: [],
  sources: [],
}

const CLASSES: Readonly<Record<VerdictClass, Partial<InvestigationVerdict> & { sentence: string }>> = {
  'confirmed-abuse': { sentence: 'A stranger read customers.', recordsAtLeast: 390, recordsAtMost: 3_900 },
  'confirmed-use': { sentence: 'A stranger proved that the key worked.' },
  'attempt-only': { sentence: 'Strangers were refused.' },
  'no-evidence': { sentence: 'Complete logs show no use by others.' },
  'cannot-tell': {
    sentence: 'The logs have a gap.',
    coverage: 0.624,
    gaps: ['2026-03-12T23:50:00Z to 2026-03-13T00:05:00Z'],
  },
}

export const VERDICT_CLASSES = Object.keys(CLASSES) as VerdictClass[]

export function verdictOf(found: VerdictClass): InvestigationVerdict {
  return {
    class: found,
    coverage: 1,
    gaps: [],
    strangers: [],
    indicators: [],
    recordsAtLeast: 0,
    recordsAtMost: 0,
    ...CLASSES[found],
  }
}

const DATABASE = 'shop/production/DATABASE_URL'
const STRIPE = 'shop/production/STRIPE_KEY'
const SERVICES = ['checkout', 'orders', 'billing', 'mailer', 'nightly-report']

export const FULL_FACTS: IncidentFacts = {
  ...BARE_FACTS,
  title: 'Stripe and PostgreSQL keys in shop',
  state: 'closed',
  severity: {
    level: 'SEV-1',
    label: 'High',
    score: 100,
    facts: [
      { name: 'validity', points: 40, because: 'The provider accepts the key.' },
      { name: 'exposure', points: 30, because: 'It was published where anybody can read it.' },
    ],
  },
  channelOpenedAt: at('12T23:49:30'),
  commander: 'Ada Example',
  commanderSince: at('12T23:48:30'),
  repository: { name: 'shop', visibility: 'public' },
  push: { commit: '4f2a9c1d7be05e3344aa', author: 'Robin Pusher', pushedAt: PUSHED },
  newKeyAt: at('12T23:53:00'),
  movedAt: at('13T00:20:00'),
  refusedAt: at('13T00:24:00'),
  investigatedAt: at('13T01:10:00'),
  closedAt: at('13T01:30:00'),
  leaks: [
    {
      provider: 'stripe',
      providerName: 'Stripe',
      kind: 'secret key',
      secret: STRIPE,
      file: '.env',
      masked: 'sk_live_… (32 characters)',
      inHead: false,
      trackedBeforeIgnore: true,
      verdict: { state: 'live' },
    },
    {
      provider: 'postgres',
      providerName: 'PostgreSQL',
      kind: 'database URL',
      secret: DATABASE,
      file: '.env',
      masked: 'postgres://… (24 characters)',
      inHead: false,
      trackedBeforeIgnore: true,
      verdict: { state: 'live' },
    },
  ],
  rotations: [
    {
      id: 'rot_01',
      secret: DATABASE,
      provider: 'postgres',
      strategy: 'dual-user',
      status: 'done',
      createdAt: at('12T23:47:10'),
      newKeyAt: at('12T23:51:00'),
      deployedAt: at('12T23:52:00'),
      movedAt: at('13T00:20:00'),
      revokedAt: at('13T00:22:00'),
      refusedAt: at('13T00:22:05'),
      refusedProbes: 3,
      consumers: SERVICES.map((name, index) => ({
        name,
        versionBefore: 1,
        versionAfter: 2,
        movedAt: at(index === 4 ? '13T00:20:00' : `12T23:5${4 + index}:00`),
      })),
      presumedGone: ['old-admin'],
    },
    {
      id: 'rot_02',
      secret: STRIPE,
      provider: 'stripe',
      strategy: 'overlap-roll',
      status: 'done',
      createdAt: at('12T23:47:10'),
      newKeyAt: at('12T23:53:00'),
      deployedAt: at('12T23:54:00'),
      movedAt: at('13T00:10:00'),
      revokedAt: at('13T00:23:40'),
      refusedAt: at('13T00:24:00'),
      refusedProbes: 5,
      consumers: [{ name: 'checkout', versionBefore: 7, versionAfter: 8, movedAt: at('13T00:10:00') }],
      presumedGone: [],
    },
  ],
  requests: { served: 48_000, failed: 0 },
  tasks: [
    {
      name: 'tell',
      text: 'Tell',
      doneAt: at('12T23:58:00'),
      doneBy: 'Ada Example',
    },
    { name: 'freeze', text: 'Freeze', note: 'Robin Pusher had frozen it already.' },
  ],
  timeline: [
    {
      seq: 11,
      action: 'push.received',
      detail: { repository: 'shop', commit: '4f2a9c1d7be05e3344aa' },
      on: '12T23:42:00',
    },
    {
      seq: 12,
      action: 'incident.opened',
      detail: { severity: 'SEV-1', channel: '#incident-2026-03-12-stripe-leak' },
      on: '12T23:47:00',
    },
    {
      seq: 13,
      action: 'leak.recorded',
      detail: {
        providerName: 'Stripe',
        kind: 'secret key',
        masked: 'sk_live_… (32 characters)',
        file: '.env',
        secret: STRIPE,
      },
      on: '12T23:47:00',
    },
    { seq: 20, action: 'note.added', detail: { text: 'robin pusher says: | the file was old' }, on: '12T23:50:00' },
    { seq: 24, action: 'version.promoted', detail: { secret: STRIPE, version: 8 }, on: '12T23:54:00' },
    { seq: 31, action: 'rotation.old-key-refused', detail: { secret: STRIPE, probes: 5 }, on: '13T00:24:00' },
    {
      seq: 35,
      action: 'evidence.verdict',
      detail: { class: 'confirmed-abuse', coverage: 1, sentence: 'A stranger read customers.' },
      on: '13T01:10:00',
    },
    { seq: 40, action: 'incident.closed', detail: {}, on: '13T01:30:00' },
  ].flatMap(({ seq, action, detail, on }) => {
    const entry = timelineEntry({ seq, at: at(on), actor: 'rekey', action, subject: 'inc_01', detail })
    return entry ? [entry] : []
  }),
  verdict: {
    ...verdictOf('confirmed-abuse'),
    strangers: [
      {
        ip: '203.0.113.9',
        userAgent: 'python-requests/2.31',
        requests: 61,
        succeeded: 58,
        firstSeenAt: '2026-03-12T23:45:30.000Z',
        lastSeenAt: '2026-03-13T00:23:58.000Z',
      },
    ],
    indicators: [
      { id: 'I10', title: 'Scripting client', severity: 'medium', findings: 1, rows: 61, detail: 'python-requests' },
      { id: 'I12', title: 'Empty user agent', severity: 'low', findings: 0, rows: 0, detail: '' },
      { id: 'I27', title: 'Money moved', severity: 'critical', findings: 1, rows: 2, detail: 'POST /v1/refunds' },
    ],
    indicatorsAsked: 38,
    excused: [{ ip: '10.0.0.9', userAgent: 'rekey', requests: 6, because: 'own-probe' }],
    keys: [
      {
        secret: STRIPE,
        provider: 'Stripe',
        name: 'Stripe secret key',
        class: 'confirmed-abuse',
        coverage: 1,
        sentence: 'A stranger read customers.',
      },
      {
        secret: DATABASE,
        provider: 'PostgreSQL',
        name: 'PostgreSQL database URL',
        class: 'no-evidence',
        coverage: 1,
        sentence: 'The logs show only our own clients.',
      },
    ],
  },
  sources: [
    {
      name: 'stripe-access.ndjson',
      format: 'ndjson',
      sha256: 'ab'.repeat(32),
      rowsRead: 60_085,
      rowsRejected: 0,
      coversFrom: at('12T00:00:00'),
      coversTo: at('13T01:00:00'),
    },
  ],
  keyAgeDays: 412,
  controls: { hookInstalled: false, inManager: true, rotationDays: 365 },
}
