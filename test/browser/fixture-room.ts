/**
 * One night as a function of time: the incident room at any second after the alert, for the dashboard's
 * tests and screenshots. Pure and deterministic. Names, numbers and keys are invented.
 */
import type { IncidentRoom } from '../../web/src/api.gen.ts'
import { at, LEAKED_SECONDS, NO_EDITS, PLAN, type Edits, type PlannedRotation } from './fixture-plan.ts'
import { fixtureDocuments, fixtureTimeline, fixtureVerdict } from './fixture-story.ts'

export const INCIDENT_ID = 'inc_01kkhr4n6efixture0000000000'

type Rotation = IncidentRoom['rotations'][number]

function waitingFor(plan: PlannedRotation, step: string, now: number): string[] {
  if (step === 'soak') return ['The soak: a consumer that was overlooked would show now, and disabling can be undone.']
  if (step !== 'confirm') return []
  const left = plan.consumers.filter((consumer) => consumer.movesAt > now)
  if (left.length === 0) return ['Nothing uses the old key any more: waiting out the longest known silence.']
  return left.map(
    ({ name, host, silenceMs }) =>
      `${name} on ${host} still holds version ${plan.oldVersion}; it is known to stay silent for up to ${Math.round(silenceMs / 1000)} s.`,
  )
}

function rotationAt(plan: PlannedRotation, now: number, paused: boolean): Rotation {
  const steps = plan.steps.map(([step, phase, from, to, summary]): Rotation['steps'][number] => {
    const state = now >= to ? 'done' : now >= from ? 'active' : 'todo'
    return {
      step,
      phase,
      state,
      startedAt: state === 'todo' ? null : at(from),
      finishedAt: state === 'done' ? at(to) : null,
      summary: state === 'done' ? summary : null,
    }
  })
  const current = steps.find((step) => step.state === 'active') ?? steps.findLast((step) => step.state === 'done')
  const end = plan.steps.at(-1)?.[3] ?? 0
  const doneAt = (name: string) => plan.steps.find(([step]) => step === name)?.[3] ?? Number.POSITIVE_INFINITY
  const done = now >= end
  const refused = now >= doneAt('verify-old-dead')
  return {
    id: plan.id,
    secret: plan.secret,
    provider: plan.provider,
    strategy: plan.strategy,
    status: done ? 'done' : paused ? 'paused' : 'running',
    phase: current?.phase ?? 'A',
    step: current?.step ?? 'locate',
    steps,
    oldVersion: plan.oldVersion,
    newVersion: now >= doneAt('deploy') ? plan.oldVersion + 1 : null,
    waitingFor: done ? [] : waitingFor(plan, current?.step ?? '', now),
    error: null,
    createdAt: at(0.4),
    finishedAt: done ? at(end) : null,
    refusedProbes: refused ? plan.probes : 0,
    refusedAt: refused ? at(doneAt('revoke') + 0.4) : null,
    newWorks: now >= doneAt('verify-new'),
    oldRefused: refused,
    oldExpiresAt: null,
  }
}

function consumersAt(plan: PlannedRotation, now: number): IncidentRoom['consumers'] {
  return plan.consumers.map(({ name, host, movesAt, silenceMs }) => {
    const moved = now >= movesAt
    const period = silenceMs > 30_000 ? 60 : 1
    return {
      name,
      identity: `token:${name}`,
      host,
      secret: plan.secret,
      version: moved ? plan.oldVersion + 1 : plan.oldVersion,
      versionBefore: plan.oldVersion,
      firstSeenAt: at(-86_400 * 9),
      // The periodic job runs 28 s after each full minute.
      lastSeenAt: period === 60 ? at(Math.floor((now - 28) / 60) * 60 + 28) : at(now - (silenceMs % 900) / 1000),
      movedAt: moved ? at(movesAt) : null,
      longestSilenceMs: silenceMs,
    }
  })
}

/** Repeatable noise between -1 and 1. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453
  return (x - Math.floor(x)) * 2 - 1
}

function trafficAt(plan: PlannedRotation, now: number): IncidentRoom['traffic'][number] {
  const points = []
  for (let second = Math.max(-45, Math.floor(now) - 400); second < Math.floor(now); second++) {
    let old = 0
    let fresh = 0
    plan.consumers.forEach(({ share, movesAt }, i) => {
      const requests = Math.max(0, plan.perSecond * share * (1 + 0.13 * noise(second * 7.1 + i)))
      // A pool drains over about two seconds.
      const drained = Math.min(1, Math.max(0, (second - movesAt + 1) / 2))
      old += requests * (1 - drained)
      fresh += requests * drained
    })
    points.push({ at: at(second), old: Math.round(old), new: Math.round(fresh) })
  }
  const deployed = plan.steps.find(([step]) => step === 'deploy')?.[3] ?? 0
  return {
    secret: plan.secret,
    oldVersion: plan.oldVersion,
    newVersion: now >= deployed ? plan.oldVersion + 1 : null,
    points,
  }
}

const TASKS: readonly [name: string, text: string, dueMinutes: number, autoDoneAt?: number, note?: string][] = [
  ['scope', 'Know the key: provider, scope, environment, owner', 2, 0.3, 'Found by itself: 2 keys, both ours'],
  ['confirm-live', 'Confirm whether it is live', 2, 0.5],
  ['channel', 'Open the channel', 5, 0.4],
  ['commander', 'Name an incident commander', 5],
  ['tell', 'Tell the security lead and who is on call', 5],
  ['window', 'Record commit, file, time of push, start of the exposure', 10, 0.3],
  ['freeze', 'Freeze deploys, or make the repository private', 10],
  ['provider-logs', 'Ask the provider for its access log', 15],
  ['no-rewrite', 'Leave the history alone for now: cleaning it comes later', 15],
]

function tasksAt(now: number, edits: Edits): IncidentRoom['tasks'] {
  return TASKS.map(([name, text, dueMinutes, autoDoneAt, note]) => {
    const edit = edits.tasks.get(name)
    const auto = autoDoneAt !== undefined && now >= autoDoneAt
    const doneAt = edit ? (edit.done ? edit.atSeconds : undefined) : auto ? autoDoneAt : undefined
    return {
      name,
      text,
      dueAt: at(dueMinutes * 60),
      doneAt: doneAt === undefined ? null : at(doneAt),
      doneBy: doneAt === undefined ? null : edit ? 'Mara Lindt' : 'rekey',
      note: auto && note ? note : null,
    }
  })
}

const clock = (id: string, name: string, recipient: string, why: string): IncidentRoom['clocks'][number] => ({
  id,
  name,
  recipient,
  why,
  state: 'not-started',
  startsAt: null,
  dueAt: null,
  metAt: null,
})

const CLOCKS: IncidentRoom['clocks'] = [
  {
    ...clock(
      'eu-gdpr-33',
      'GDPR Art. 33',
      'data protection authority',
      'Personal data may have been read. Runs from awareness; shown from the alert until a person records the time.',
    ),
    state: 'running',
    startsAt: at(0),
    dueAt: at(72 * 3600),
  },
  {
    ...clock(
      'contract',
      'Customer contracts',
      'business customers',
      'The shortest notice period that a customer contract names. Runs from the alert.',
    ),
    state: 'running',
    startsAt: at(0),
    dueAt: at(48 * 3600),
  },
  clock(
    'us-ca',
    'California Civ. Code 1798.82',
    'residents',
    'Starts when it is determined that residents of California are affected.',
  ),
  clock('pci', 'Card schemes', 'acquirer', 'Starts when card data is found to be affected.'),
]

const SEVERITY: IncidentRoom['incident']['severity'] = {
  level: 'SEV-1',
  label: 'High',
  score: 95,
  facts: [
    { name: 'validity', points: 40, because: 'both keys answered as live' },
    { name: 'exposure', points: 30, because: 'pushed to a public repository' },
    { name: 'privilege', points: 15, because: 'may write' },
    { name: 'environment', points: 10, because: 'production' },
  ],
}

function leaksAt(now: number): IncidentRoom['leaks'] {
  const dead = (id: string) => {
    const plan = PLAN.find((one) => one.id === id)
    return now >= (plan?.steps.find(([step]) => step === 'verify-old-dead')?.[3] ?? 0)
  }
  const common = { commit: '4be09c71d2a8f6c35be1', author: 'J. Okafor', inHead: false, file: '.env' }
  return [
    {
      ...common,
      leakId: 'lek_database',
      provider: 'postgres',
      providerName: 'PostgreSQL',
      label: 'database URL',
      rule: 'postgres-url',
      secret: 'shop/production/DATABASE_URL',
      version: 3,
      line: 4,
      masked: ['postgres:', '', `shop_app_a:${'•'.repeat(8)}@db.shop.example`, 'shop'].join('/'),
      verdict: dead('rot_database')
        ? { state: 'dead', why: 'login refused with 28P01, 6 of 6' }
        : { state: 'live', why: 'a login with it succeeded' },
      inspection: null,
      rotationId: 'rot_database',
    },
    {
      ...common,
      leakId: 'lek_stripe',
      provider: 'stripe',
      providerName: 'Stripe',
      label: 'secret key',
      rule: 'stripe-secret-key',
      secret: 'shop/production/STRIPE_SECRET_KEY',
      version: 1,
      line: 9,
      masked: ['sk', 'live', '••••••••••••Q2'].join('_'),
      verdict: dead('rot_stripe')
        ? { state: 'dead', why: 'refused with 401, 3 of 3' }
        : { state: 'live', why: 'the balance could be read with it' },
      inspection: null,
      rotationId: 'rot_stripe',
    },
  ]
}

/** The room as it is `now` seconds after the alert. */
export function roomAt(now: number, edits: Edits = NO_EDITS): IncidentRoom {
  const contained = 126.1
  const closedAt = edits.closedAtSeconds
  const rotations = PLAN.map((plan) => rotationAt(plan, now, edits.paused.has(plan.id)))
  const containedAt = now >= contained ? at(contained) : null
  const state = closedAt !== undefined ? 'closed' : containedAt ? 'contained' : now < 0.6 ? 'triage' : 'containing'
  return {
    incident: {
      id: INCIDENT_ID,
      title: 'PostgreSQL password and Stripe key of shop/production in acme/shop',
      state,
      severity: SEVERITY,
      channel: '#incident-2026-03-12-postgres-leak',
      openedAt: at(0.2),
      leakedAt: at(LEAKED_SECONDS),
      detectedAt: at(0),
      containedAt,
      closedAt: closedAt === undefined ? null : at(closedAt),
      providers: ['postgres', 'stripe'],
    },
    repository: { name: 'acme/shop', visibility: 'public' },
    commander: edits.commander ?? null,
    leaks: leaksAt(now),
    clocks: CLOCKS,
    tasks: tasksAt(now, edits),
    rotations: rotations.filter((rotation) => now >= 0.4 || rotation.status === 'done'),
    consumers: PLAN.flatMap((plan) => consumersAt(plan, now)),
    traffic: PLAN.map((plan) => trafficAt(plan, now)),
    timeline: fixtureTimeline(now, edits),
    verdict: fixtureVerdict(now),
    documents: fixtureDocuments(now, INCIDENT_ID),
    now: at(now),
  }
}
