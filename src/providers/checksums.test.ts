/** What the providers publish of their checksums, on tokens that are made here: right, cut and changed ones. */
import { expect, test } from 'vitest'
import { checksumBase36, checksumHex, checksumHexReversed } from '../base/token-checksum.ts'
import { expandTemplate, seededPick } from '../detect/expand-template.ts'
import age from './age.ts'
import cloudflare from './cloudflare.ts'
import gitlab from './gitlab.ts'
import grafana from './grafana.ts'
import type { Judgement, Provider } from './provider.ts'
import pypi from './pypi.ts'
import sentry from './sentry.ts'
import slack from './slack.ts'

function judge(provider: Provider, text: string): Judgement | undefined {
  for (const { pattern, judge: judged } of Object.values(provider.keys).flatMap((kind) => kind.detect)) {
    const match = pattern.exec(text)
    if (match !== null && judged !== undefined) return judged(match.groups?.['secret'] ?? match[0], match)
  }
  return undefined
}

const random = (template: string): string => expandTemplate(template, seededPick(3))
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** Another character in the place of the last but one. */
const changed = (text: string): string => `${text.slice(0, -2)}${text.at(-2) === '0' ? '1' : '0'}${text.slice(-1)}`

function gitlabToken(prefix: string, version: string): string {
  const payload = Buffer.from(`o:1\nu:2${random('{A-Za-z0-9:16}')}\u0010`).toString('base64url')
  const head = `${prefix}${payload}.${version}${payload.length.toString(36).padStart(2, '0')}`
  return head + checksumBase36(head)
}

function grafanaToken(): string {
  const head = random('glsa_{A-Za-z0-9:32}')
  return `${head}_${checksumHexReversed(head)}`
}

function cloudflareToken(prefix: string): string {
  const body = random('{A-Za-z0-9:40}')
  return `${prefix}_${body}${checksumHex(body)}`
}

function pypiToken(signatureBytes: number): string {
  const fields = [1, 8, ...Buffer.from('pypi.org'), 2, 36, ...Buffer.alloc(36, 7), 0, 2, 3, 1, 2, 3, 0, 0]
  const macaroon = Buffer.from([2, ...fields, 6, 32, ...Buffer.alloc(signatureBytes, 9)])
  return `pypi-${macaroon.toString('base64url')}`
}

const cases: readonly (readonly [name: string, provider: Provider, right: string, wrong: string])[] = [
  ['GitLab, with a version', gitlab, gitlabToken('glpat-', '01.'), changed(gitlabToken('glpat-', '01.'))],
  ['GitLab, without one', gitlab, gitlabToken('glpat-', ''), changed(gitlabToken('glpat-', ''))],
  ['GitLab runner', gitlab, gitlabToken('glrt-', '01.'), changed(gitlabToken('glrt-', '01.'))],
  ['Grafana', grafana, grafanaToken(), changed(grafanaToken())],
  ['Cloudflare user', cloudflare, cloudflareToken('cfut'), changed(cloudflareToken('cfut'))],
  ['Cloudflare global', cloudflare, cloudflareToken('cfk'), changed(cloudflareToken('cfk'))],
  ['PyPI', pypi, pypiToken(32), pypiToken(20)],
  [
    'Grafana cloud',
    grafana,
    `glc_${base64({ o: '1', n: 'shop', k: random('{A-Za-z0-9:24}') })}`,
    random('glc_{A-Za-z0-9:80}'),
  ],
  [
    'Sentry',
    sentry,
    `sntrys_${base64({ iat: 1, url: 'https://sentry.io', org: 'shop' })}_${random('{A-Za-z0-9:43}')}`,
    random('sntrys_eyJ{A-Za-z0-9:90}'),
  ],
  [
    'Slack bot',
    slack,
    random('xoxb-{1-9:12}-{1-9:13}-{A-Za-z0-9:24}'),
    random('xoxb-{1-9:12}-{1-9:13}-{A-Za-z0-9:30}'),
  ],
  ['Slack user', slack, random('xoxp-{1-9:12}-{1-9:12}-{1-9:13}-{0-9a-f:32}'), random('xoxp-{1-9:12}-{A-Za-z0-9:32}')],
]

test.each(cases)('%s: a right token gains, a made-up one loses and is kept', (_, provider, right, wrong) => {
  const good = judge(provider, right)
  const bad = judge(provider, wrong)
  expect(good).toMatchObject({ keep: true })
  expect(good?.score).toBeGreaterThanOrEqual(10)
  expect(bad).toMatchObject({ keep: true })
  expect(bad?.score).toBeLessThan(0)
  expect(bad?.reason).not.toBe(good?.reason)
})

test('an age identity that nobody made is graded low', () => {
  const bad = judge(age, random('AGE-SECRET-KEY-1{QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L:58}'))
  expect(bad).toMatchObject({ keep: true, score: -40 })
})
