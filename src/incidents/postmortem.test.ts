import { expect, test } from 'vitest'
import { clocks } from './clocks.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { writePostmortem } from './postmortem.ts'
import { BARE_FACTS, FULL_FACTS, WRITTEN } from './sample-facts.ts'
import { timelineEntry } from './timeline.ts'

test('the post-mortem of a complete incident reads as on file', async () => {
  const shown = clocks(FULL_FACTS, { jurisdictions: ['EU'], sectors: [] }, WRITTEN)
  await expect(writePostmortem(FULL_FACTS, shown)).toMatchFileSnapshot('./golden/postmortem-full.golden')
})

test('the post-mortem of an almost empty one says what is not recorded', async () => {
  await expect(writePostmortem(BARE_FACTS)).toMatchFileSnapshot('./golden/postmortem-bare.golden')
})

test('every field of the template is there', () => {
  const text = writePostmortem(BARE_FACTS)
  const fields = ['Incident commander', 'Severity', 'Duration of exposure', 'Duration of outage', 'Services affected']
  for (const field of fields) expect(text).toContain(`**${field}:**`)
  const sections = ['Timeline', 'Root cause', 'Impact', 'What went well', 'What went badly', 'Where we got lucky']
  for (const name of [...sections, 'Action items', 'Did the plan work as intended?', 'Evidence']) {
    expect(text).toContain(`\n## ${name}\n`)
  }
  for (const name of ['Technical', 'Procedural', 'Customers', 'Data exposure', 'Cost'])
    expect(text).toContain(`\n### ${name}\n`)
})

test('no field shows a programmer what is missing', () => {
  for (const facts of [BARE_FACTS, FULL_FACTS]) {
    expect(writePostmortem(facts)).not.toMatch(/undefined|null|NaN|\[object|Invalid/)
  }
})

test('exposure and outage are two numbers', () => {
  const text = writePostmortem({ ...FULL_FACTS, outageMs: 95_000, requests: { served: 100, failed: 7 } })
  expect(text).toContain('**Duration of exposure:** 42 minutes')
  expect(text).toContain('**Duration of outage:** 2 minutes')
})

test('the person who pushed is not named, wherever people wrote the name', () => {
  expect(writePostmortem(FULL_FACTS)).not.toMatch(/robin|pusher/i)
  const odd = { ...FULL_FACTS, push: { commit: 'abc', author: 'R. (*' } }
  expect(writePostmortem({ ...odd, title: 'Key of R. (* in shop' })).not.toContain('R. (')
})

test('a leaked key that may still work leaves the exposure open and asks for its replacement', () => {
  const text = writePostmortem({ ...FULL_FACTS, rotations: FULL_FACTS.rotations.slice(0, 1) })
  expect(text).toContain('**Duration of exposure:** not recorded: a leaked key may still work')
  expect(text).toContain('Replace the leaked keys that no rotation covers')
})

test('controls that were there ask for no action, the training always does', () => {
  const controls = { hookInstalled: true, pushProtection: true, inManager: true, rotationDays: 30 }
  const text = writePostmortem({ ...FULL_FACTS, controls })
  expect(text).not.toContain('Switch on push protection')
  expect(text).not.toContain('Keep every production key in the secret manager')
  expect(text).toContain('The hook was installed, and the key passed it: find out how.')
  expect(text).toContain('Hold a training session')
})

test('each of several keys has its verdict, and complete logs ask for no better ones', () => {
  const text = writePostmortem(FULL_FACTS)
  expect(text).toContain('Of 2 leaked keys, the Stripe secret key was abused')
  expect(text).toContain('| PostgreSQL database URL | `shop/production/DATABASE_URL` | `no-evidence` | 100 % |')
  expect(text).not.toContain('Make the logs of')
  const verdict = FULL_FACTS.verdict && {
    ...FULL_FACTS.verdict,
    coverage: 0,
    gaps: ['no log of it'],
    keys: FULL_FACTS.verdict.keys?.map((key, i) => ({ ...key, coverage: 1 - i })) ?? [],
  }
  const partly = writePostmortem({ ...FULL_FACTS, verdict })
  expect(partly).toContain('the logs cover 0 % of the exposure for the key that they cover least')
  expect(partly).toContain('| Make the logs of PostgreSQL complete and keep them long enough | The logs cover 0 %')
  expect(partly).toContain('in the part that the logs show')
})

test('a file that holds several keys tells once how it came into the repository', () => {
  const [first, second] = FULL_FACTS.leaks
  if (!first || !second) throw new Error('the sample has two leaks')
  const leaks = [first, { ...second, file: 'api/.env', trackedBeforeIgnore: false }]
  expect(writePostmortem(FULL_FACTS).match(/`\.env` was tracked before/g)).toHaveLength(1)
  expect(writePostmortem({ ...FULL_FACTS, leaks })).toContain(
    '`api/.env` was named in `.gitignore` already when it was added: it was added by force.',
  )
})

const ATTACK = '`|<script>alert(1)</script>[x](https://evil.example)\n# Owned @all'

const HOSTILE: IncidentFacts = {
  ...FULL_FACTS,
  id: ATTACK,
  title: ATTACK,
  channel: ATTACK,
  commander: ATTACK,
  repository: { name: ATTACK, visibility: ATTACK },
  push: { commit: ATTACK },
  leaks: FULL_FACTS.leaks.map((leak) => ({
    ...leak,
    providerName: ATTACK,
    kind: ATTACK,
    file: ATTACK,
    masked: ATTACK,
  })),
  rotations: FULL_FACTS.rotations.map((one) => ({
    ...one,
    strategy: ATTACK,
    forcedBecause: ATTACK,
    presumedGone: [ATTACK],
    consumers: one.consumers.map((consumer) => ({ ...consumer, name: ATTACK })),
  })),
  timeline: FULL_FACTS.timeline.map((entry) => ({ ...entry, text: ATTACK })),
  tasks: [{ name: 'freeze', text: ATTACK, note: ATTACK }],
  verdict: FULL_FACTS.verdict && {
    ...FULL_FACTS.verdict,
    sentence: ATTACK,
    coverage: 0.5,
    gaps: [ATTACK],
    strangers: FULL_FACTS.verdict.strangers.map((one) => ({
      ...one,
      ip: ATTACK,
      userAgent: ATTACK,
      firstSeenAt: ATTACK,
    })),
    indicators: FULL_FACTS.verdict.indicators.map((one) => ({ ...one, title: ATTACK, detail: ATTACK })),
    excused: [{ ip: ATTACK, userAgent: ATTACK, requests: 1, because: 'own-probe' }],
    keys: (FULL_FACTS.verdict.keys ?? []).map((key) => ({ ...key, secret: ATTACK, name: ATTACK, sentence: ATTACK })),
  },
  sources: FULL_FACTS.sources.map((source) => ({ ...source, name: ATTACK, format: ATTACK })),
}

test('hostile names change neither headings nor tables nor bring in HTML, links or mentions', () => {
  const outline = (facts: IncidentFacts): string[] =>
    writePostmortem(facts)
      .split('\n')
      .filter((line) => /^#{2,}/.test(line))
  const lines = writePostmortem(HOSTILE).split('\n')
  expect(outline(HOSTILE)).toEqual(outline(FULL_FACTS))
  const cellsOf = (line: string): number => line.replaceAll('\\|', '').split('|').length
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('| ---')) continue
    for (let row = index + 1; lines[row]?.startsWith('|'); row++) expect(cellsOf(lines[row] ?? '')).toBe(cellsOf(line))
  }
  // What is left outside of code spans and escapes holds no markup of theirs.
  const text = lines.join('\n').replaceAll(/(?<!\\)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
  expect(text.replaceAll(/\\[^\n]/g, '')).not.toMatch(/<script|\]\(|:\/\/|@(?!\u2060)/)
})

test('a long incident stays one document', () => {
  const at = new Date('2026-03-12T23:50:00Z')
  const timeline = Array.from({ length: 5_000 }, (_, seq) =>
    timelineEntry({ seq, at, actor: 'rekey', action: 'note.added', subject: 'x', detail: { text: `note ${seq}` } }),
  ).filter((entry) => entry !== undefined)
  expect(writePostmortem({ ...FULL_FACTS, timeline })).toContain('Journal entries #0 to #4999.')
})
