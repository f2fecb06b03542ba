import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { expandTemplate } from '../detect/expand-template.ts'
import { leakId } from '../detect/leak-id.ts'
import type { Db } from '../db/connect.ts'
import { readEntries } from '../journal/read.ts'
import { providers } from '../providers/index.ts'
import type { StepDeps } from '../rotate/context.ts'
import type { Finding } from '../scan/finding.ts'
import { parseSecretName } from '../secrets/name.ts'
import { putValue } from '../secrets/put-value.ts'
import { freshDatabase, START, testClock, testKeyring } from '../../test/fakes/database.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { triage } from './triage.ts'

const AWS_ID = expandTemplate('AKIA{A-H:1}{A-Z2-7:15}')
const AWS_SECRET = expandTemplate('{A-Za-z0-9:40}')
const ARN = 'arn:aws:iam::123456789012:user/deploy'

let db: Db
let deps: StepDeps
beforeEach(async () => {
  db = await freshDatabase()
  deps = {
    db,
    clock: testClock(),
    providers,
    keyring: await testKeyring(db),
    http: async (url, init) => answer(url, init),
    sql: () => Promise.reject(new Error('no database is spoken to here')),
    policy: { quietMs: 0, soakMs: 0, minObservationMs: 0, silenceFactor: 1, probes: 1 },
    listeningSince: START,
  }
})

function answer(url: string, init: RequestInit = {}): Response {
  const json = (body: object, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { headers })
  if (url === 'https://api.github.com/user') {
    return json({ login: 'deploy-bot', id: 4711 }, { 'x-oauth-scopes': 'admin:org, repo' })
  }
  const body = typeof init.body === 'string' ? init.body : ''
  const action = new URLSearchParams(body).get('Action')
  if (action === 'GetCallerIdentity') {
    return json({ GetCallerIdentityResponse: { GetCallerIdentityResult: { Account: '123456789012', Arn: ARN } } })
  }
  return json({ AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] })
}

async function leaked(secret: string, more: Pick<Finding, 'provider' | 'kind' | 'rule'> & Partial<Finding>) {
  const name = parseSecretName('shop/production/KEY')
  const { provider, kind } = more
  const input = { name, value: new Sensitive(secret), actor: 'ada', provider, kind }
  await db.transaction().execute((tx) => putValue(tx, deps.keyring, START, input))
  const sensitive = new Sensitive(secret)
  const place = { file: '.env', startLine: 1, startColumn: 1, endLine: 1, endColumn: 9, masked: '…', about: 'a key' }
  const grade = { confidence: 'high' as const, score: 90, reasons: [] }
  const id = leakId(deps.keyring.leakKey, provider, sensitive)
  return triage(deps, { ...place, ...grade, leakId: id, secret: sensitive, ...more }, 'private')
}

const asked = async (): Promise<object[]> =>
  (await readEntries(db)).flatMap(({ action, detail }) => (action === 'leak.asked' ? [detail as object] : []))

test('a GitHub token of ours: who it is, its scopes and what it may do weigh in the severity', async () => {
  const found = await leaked(fakeGithubToken(), { provider: 'github', kind: 'token', rule: 'github-token' })
  expect(found.verdict).toEqual({ state: 'live' })
  expect(found.inspection).toMatchObject({
    account: '4711',
    principal: 'deploy-bot',
    scopes: ['admin:org', 'repo'],
    access: 'admin',
    canMintKeys: 'yes',
  })
  const because = found.severity.facts.map((fact) => fact.because)
  expect(because).toContain('The key may administer.')
  expect(because).toContain('The key reads personal data.')
  expect(await asked()).toEqual([
    { provider: 'github', kind: 'token', method: 'GET', host: 'api.github.com' },
    { provider: 'github', kind: 'token', method: 'GET', host: 'api.github.com' },
  ])
})

test('an AWS key of ours: the secret with the id that stood beside it', async () => {
  const id = {
    rule: 'aws-access-key-id',
    provider: 'aws',
    kind: 'access-key',
    leakId: 'lk_1',
    file: '.env',
    startLine: 1,
  }
  const found = await leaked(AWS_SECRET, {
    provider: 'aws',
    kind: 'access-key',
    rule: 'aws-secret-access-key',
    companions: [{ ...id, secret: new Sensitive(AWS_ID) }],
  })
  expect(found.verdict).toEqual({ state: 'live' })
  expect(found.inspection).toMatchObject({
    account: '123456789012',
    principal: ARN,
    access: 'admin',
    canMintKeys: 'yes',
  })
  const hosts = (await asked()).map((detail) => (detail as { host: string }).host)
  expect([...new Set(hosts)]).toEqual(['sts.us-east-1.amazonaws.com', 'iam.amazonaws.com'])
  expect(JSON.stringify(await asked())).not.toContain(AWS_SECRET)
})

test('a host that stands beside a leaked key of ours is not where it is sent', async () => {
  const token = expandTemplate('00{A-Za-z0-9:40}')
  const host = { rule: 'okta-domain', provider: 'okta', kind: 'domain', leakId: 'lk_2', file: '.env', startLine: 1 }
  const found = await leaked(token, {
    provider: 'okta',
    kind: 'api-token',
    rule: 'okta-api-token',
    companions: [{ ...host, secret: new Sensitive('elsewhere.okta.com') }],
  })
  expect(found.verdict.state).toBe('unknown')
  expect(await asked()).toEqual([])
})
