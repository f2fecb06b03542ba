/** What was written down during the fixture's night: timeline, verdict, documents. Invented, deterministic. */
import type { IncidentRoom } from '../../web/src/api.gen.ts'
import { at, PLAN, type Edits } from './fixture-plan.ts'

type Entry = IncidentRoom['timeline'][number]

const VERDICT_AT = 141.6
const NOTICE_AT = 142.3
const POSTMORTEM_AT = 142.8

const STORY: readonly [seconds: number, kind: string, text: string][] = [
  [-300, 'leak', 'acme/shop: commit 4be09c71d2 was pushed with .env in it'],
  [0, 'leak', '2 keys found in .env: PostgreSQL (line 4), Stripe (line 9)'],
  [0.2, 'incident', 'Incident opened, SEV-1, score 95'],
  [0.3, 'leak', 'Both keys are ours: shop/production/DATABASE_URL version 3, STRIPE_SECRET_KEY version 1'],
  [0.4, 'incident', 'Channel #incident-2026-03-12-postgres-leak opened'],
  [0.5, 'evidence', 'Both keys are live'],
  [126.5, 'incident', 'Contained: both old keys are refused'],
  [131.2, 'evidence', 'Access logs from 23:40:00 to 23:49:30 read: 41,882 rows, no gap'],
  [VERDICT_AT, 'evidence', 'Verdict: confirmed use by a stranger, coverage 100 %'],
  [NOTICE_AT, 'document', 'Draft of the notice written'],
  [POSTMORTEM_AT, 'document', 'Post-mortem written from 63 recorded facts'],
]

function stepEntries(): [number, string, string][] {
  const key = (secret: string) => secret.split('/').at(-1) ?? secret
  return PLAN.flatMap((plan) => [
    ...plan.consumers.map(({ name, host, movesAt }): [number, string, string] => [
      movesAt,
      'evidence',
      `${name} on ${host} moved to version ${plan.oldVersion + 1} of ${key(plan.secret)}`,
    ]),
    ...plan.steps
      .filter(([, , from, to]) => to > from)
      .map(([, phase, , to, summary]): [number, string, string] => [
        to,
        'rotation',
        `${phase} ${key(plan.secret)}: ${summary}`,
      ]),
  ])
}

export function fixtureTimeline(now: number, edits: Edits): Entry[] {
  const journalled = [...STORY, ...stepEntries()]
    .toSorted(([a], [b]) => a - b)
    .map(([seconds, kind, text], i): [number, Entry] => [
      seconds,
      { at: at(seconds), kind, text, actor: seconds < 0 ? 'J. Okafor' : 'rekey', seq: i + 1 },
    ])
  const notes = edits.notes.map(({ text, atSeconds }): [number, Entry] => [
    atSeconds,
    { at: at(atSeconds), kind: 'note', text, actor: 'Mara Lindt', seq: null },
  ])
  return [...journalled, ...notes].filter(([seconds]) => seconds <= now).map(([, entry]) => entry)
}

type Indicator = NonNullable<IncidentRoom['verdict']>['indicators'][number]

function indicator(
  id: string,
  title: string,
  severity: string,
  ...[findings, rows, detail]: [number, number, string]
): Indicator {
  return { id, title, severity, findings, rows, detail }
}

const FIRED: readonly Indicator[] = [
  indicator('I24', 'Bulk read', 'critical', 1, 39, '39 list pages of /v1/customers in 162 s.'),
  indicator('I01', 'Unknown network', 'high', 2, 60, '203.0.113.0/24 was never seen in 14 days of baseline.'),
  indicator('I04', 'Unusual user agent', 'high', 2, 60, 'python-requests and curl instead of acme-shop/4.2.'),
  indicator('I13', 'Probing', 'medium', 1, 16, '403 on refunds and payouts.'),
]
const SILENT = ['I02', 'I03', 'I06', 'I07', 'I08', 'I09', 'I18', 'I20', 'I25', 'I36']

export function fixtureVerdict(now: number): IncidentRoom['verdict'] {
  if (now < VERDICT_AT) return null
  return {
    class: 'confirmed-use',
    sentence:
      'Between 23:44:10 and 23:46:52 somebody outside the company used the Stripe key from one network and read customer pages.',
    coverage: 1,
    gaps: [],
    strangers: [
      {
        ip: '203.0.113.77',
        userAgent: 'python-requests/2.31.0',
        requests: 57,
        succeeded: 41,
        firstSeenAt: at(-170),
        lastSeenAt: at(-8),
      },
      {
        ip: '198.51.100.9',
        userAgent: 'curl/8.5.0',
        requests: 3,
        succeeded: 0,
        firstSeenAt: at(60),
        lastSeenAt: at(64),
      },
    ],
    indicators: [...FIRED, ...SILENT.map((id) => indicator(id, 'Looked, found nothing', 'low', 0, 0, ''))],
    recordsAtLeast: 39,
    recordsAtMost: 3900,
    indicatorsAsked: FIRED.length + SILENT.length,
    keys: [
      {
        secret: 'shop/production/STRIPE_SECRET_KEY',
        provider: 'Stripe',
        name: 'Stripe secret key',
        class: 'confirmed-use',
        coverage: 1,
        sentence: 'Somebody outside the company used the key from one network and read customer pages.',
      },
      {
        secret: 'shop/production/DATABASE_URL',
        provider: 'PostgreSQL',
        name: 'PostgreSQL database URL',
        class: 'no-evidence',
        coverage: 1,
        sentence: 'The logs show no use of the key by anybody but our own clients.',
      },
    ],
  }
}

export function fixtureDocuments(now: number, incidentId: string): IncidentRoom['documents'] {
  const document = (kind: string, seconds: number) => ({
    kind,
    writtenAt: at(seconds),
    href: `/api/incidents/${incidentId}/documents/${kind}`,
  })
  const documents = []
  if (now >= NOTICE_AT) documents.push(document('notice', NOTICE_AT))
  if (now >= POSTMORTEM_AT) documents.push(document('postmortem', POSTMORTEM_AT))
  return documents
}

export const DOCUMENT_TEXTS: Readonly<Record<string, string>> = {
  notice: `# Notice to customers, draft

On 12 March 2026 at 23:42 UTC one of our keys for **Stripe** was published by mistake in a public code repository.
We noticed after 5 minutes and made the key unusable at 23:47:35 UTC.

During that time someone outside our company used the key to read customer pages: at least 39, at most 3,900 records.

## What we have done
1. Replaced both keys; the old ones are refused since 23:49:05 UTC.
2. Kept the complete access log of that time.

## Questions
\`privacy@shop.example\`
`,
  postmortem: `# 2026-03-12 - PostgreSQL password and Stripe key in acme/shop

| Field | Value |
|---|---|
| Incident commander | Mara Lindt |
| Severity | High (SEV-1, score 95) |
| Exposure | 7 min 6 s |
| Outage | none: 0 failed requests of 38,204 |
| Services affected | checkout, billing, inventory, search-index, ledger-export |

## Timeline
- **23:42:00** commit pushed
- **23:47:00** alert
- **23:47:03** new credential
- **23:49:05** compromised credential refused

## Root cause
> To be written by the team.

## Action items
- [x] Rotate both keys
- [ ] Install the pre-commit hook everywhere (Owner: , Due: )
- [ ] Move \`.env\` values to the secret manager (Owner: , Due: )
`,
}
