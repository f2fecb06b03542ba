/**
 * Our questions against the providers' own clients and descriptions: each official SDK asks the same server of ours as
 * our provider file does, and must ask for the same thing in the same way; what that server answers, the SDK must take,
 * and a published description must allow.
 */
import { REST } from '@discordjs/rest'
import { Gitlab } from '@gitbeaker/rest'
import { Client as Notion } from '@notionhq/client'
import { Octokit } from '@octokit/core'
import sendgrid from '@sendgrid/client'
import { WebClient } from '@slack/web-api'
import { Ajv } from 'ajv'
import { AssemblyAI } from 'assemblyai'
import Groq from 'groq-sdk'
import Mailgun from 'mailgun.js'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import postmark from 'postmark'
import Replicate from 'replicate'
import { Resend } from 'resend'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Sensitive } from '../../src/base/sensitive.ts'
import { member } from '../../src/providers/probe.ts'
import { startProviderDoor, type ProviderDoor } from '../fakes/provider-door.ts'
import { KEY_ANSWERS } from './answers/all.ts'
import type { Canned, KeyAnswers } from './answers/key-answers.ts'
import { keysOf, kindOf } from './answers/keys-of.ts'
import { RUN_IN_TESTS } from './answers/tested-against.ts'

let door: ProviderDoor
beforeAll(async () => {
  door = await startProviderDoor()
})
afterAll(() => door.close())

/** What of a request must be equal: the authentication, whichever of its two documented spellings is used. */
const SHOWING = ['authorization', 'private-token', 'x-postmark-server-token'] as const

function asked(): object {
  const { line, headers } = door.last()
  const shown = SHOWING.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))
  return { line, ...Object.fromEntries(shown) }
}

function play(name: string): { readonly answers: KeyAnswers; readonly key: string } {
  const answers = KEY_ANSWERS.find(({ provider, kind }) => `${provider} ${kind}` === name)
  if (!answers) throw new Error(`no entry for ${name}`)
  const { live, restricted, companions } = keysOf(answers)
  door.play(answers, { live, restricted, companions: companions.map(({ text }) => text) })
  return { answers, key: live }
}

async function verify({ answers, key }: ReturnType<typeof play>): Promise<object> {
  const verdict = await kindOf(answers).verify?.(new Sensitive(key), {
    http: (url, init) => fetch(url, init),
    sql: () => Promise.reject(new Error('none of these speaks SQL')),
    now: () => new Date('2026-11-27T12:00:00Z'),
    signal: new AbortController().signal,
    settings: { baseUrl: door.url },
    runId: 'test',
  })
  expect(verdict).toEqual({ state: 'live' })
  return asked()
}

type Call = (url: string, key: string) => Promise<unknown>

const GITHUB_VERSION = { headers: { 'x-github-api-version': '2022-11-28' } }

/** By kind of key: the SDK's call, and what of the answer it must hand back. */
const CALLS: readonly (readonly [name: string, sdk: string, call: Call, handsBack: string])[] = [
  [
    'github token',
    '@octokit/core',
    (baseUrl, auth) => new Octokit({ auth, baseUrl }).request('GET /user', GITHUB_VERSION),
    'octo-dev',
  ],
  [
    'gitlab access-token',
    '@gitbeaker/rest',
    (host, token) => new Gitlab({ host, token }).PersonalAccessTokens.show({}),
    'deploy',
  ],
  [
    'slack token',
    '@slack/web-api',
    (url, key) => new WebClient(key, { slackApiUrl: `${url}/api/`, retryConfig: { retries: 0 } }).auth.test(),
    'T1',
  ],
  [
    'sendgrid api-key',
    '@sendgrid/client',
    (url, key) => {
      sendgrid.setApiKey(key)
      sendgrid.setDefaultRequest('baseUrl', url)
      return sendgrid.request({ method: 'GET', url: '/v3/scopes' })
    },
    'api_keys.create',
  ],
  ['groq api-key', 'groq-sdk', (baseURL, apiKey) => new Groq({ apiKey, baseURL, maxRetries: 0 }).models.list(), 'm-1'],
  [
    'replicate api-token',
    'replicate',
    (url, auth) => new Replicate({ auth, baseUrl: `${url}/v1` }).accounts.current(),
    'shop',
  ],
  [
    'notion integration-token',
    '@notionhq/client',
    (baseUrl, auth) => new Notion({ auth, baseUrl, notionVersion: '2022-06-28' }).users.me({}),
    'CI',
  ],
  [
    'postmark server-token',
    'postmark',
    (url, key) => new postmark.ServerClient(key, { requestHost: new URL(url).host, useHttps: false }).getServer(),
    'Production',
  ],
  ['resend api-key', 'resend', (baseUrl, key) => new Resend(key, { baseUrl }).domains.list(), 'list'],
  [
    'assemblyai api-key',
    'assemblyai',
    (baseUrl, apiKey) => new AssemblyAI({ apiKey, baseUrl }).transcripts.list({ limit: 1 }),
    'limit',
  ],
  [
    'mailgun api-key',
    'mailgun.js',
    (url, key) => new Mailgun(FormData).client({ username: 'api', key, url }).domains.list({ limit: 1 }),
    'mail.shop.example',
  ],
  [
    'discord bot-token',
    '@discordjs/rest',
    (url, key) => new REST({ version: '10', api: `${url}/api` }).setToken(key).get('/users/@me'),
    'shop-bot',
  ],
]

test('the table of what was compared tells the truth', () => {
  const here = [...CALLS.map(([name, sdk]) => [name, sdk]), ...DESCRIPTIONS.map(([name, of]) => [name, of])]
  const { 'aws access-key': _aws, 'stripe secret': _stripe, 'postgres database-url': _sql, ...rest } = RUN_IN_TESTS
  expect(rest).toEqual(Object.fromEntries(here))
})

test.each(CALLS)('%s: %s asks what we ask, and takes the answer of the fake', async (name, _, call, handsBack) => {
  const played = play(name)
  const ours = await verify(played)
  const result = await call(door.url, played.key)
  // GitHub takes `token` and `Bearer` alike.
  const theirs = JSON.parse(JSON.stringify(asked()).replace('"token ', '"Bearer ')) as object
  expect(theirs).toEqual(ours)
  expect(JSON.stringify(result)).toContain(handsBack)
})

// ---------- published descriptions ----------

const load = createRequire(import.meta.url)
const pathOf = (name: string): string => load.resolve(name)

interface Description {
  readonly basePath?: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly definitions?: object
  readonly components?: { readonly schemas?: object; readonly securitySchemes?: Readonly<Record<string, Scheme>> }
  readonly securityDefinitions?: Readonly<Record<string, Scheme>>
  readonly security?: readonly Readonly<Record<string, unknown>>[]
}
interface Said {
  readonly $ref?: string
  readonly schema?: object
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>
}
interface Operation {
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly responses: Readonly<Record<string, Said>>
}
interface Scheme {
  readonly type: string
  readonly in?: string
  readonly name?: string
}

/** The operation that a request is, the schemes that may authenticate it, and whether an answer fits its schema. */
function describe(description: Description, line: string) {
  const [method = '', path = ''] = line.split(' ')
  const below = path.split('?')[0]?.slice((description.basePath ?? '').length) ?? ''
  const operation = description.paths[below]?.[method.toLowerCase()]
  const names = (operation?.security ?? description.security ?? []).flatMap((one) => Object.keys(one))
  const schemes = names.map(
    (name) => ({ ...description.securityDefinitions, ...description.components?.securitySchemes })[name],
  )
  const fits = ([status, body]: Canned): unknown => {
    const said = operation?.responses[status] ?? operation?.responses['default']
    const answer =
      said?.$ref === undefined ? said : (member(description, said.$ref.slice(2).replaceAll('/', '.')) as Said)
    const schema = answer?.schema ?? answer?.content?.['application/json']?.schema
    if (!schema) return `no answer with ${status} is described`
    const check = new Ajv({ strict: false, validateFormats: false }).compile({ ...description, ...schema })
    return check(body) || check.errors
  }
  return { operation, schemes, fits }
}

const DESCRIPTIONS: readonly (readonly [name: string, of: string, read: () => Description, scheme: Scheme])[] = [
  [
    'netlify access-token',
    '@netlify/open-api',
    () => JSON.parse(readFileSync(pathOf('@netlify/open-api/dist/swagger.json'), 'utf8')) as Description,
    { type: 'oauth2' },
  ],
  [
    'figma access-token',
    '@figma/rest-api-spec',
    () => parse(readFileSync(pathOf('@figma/rest-api-spec/openapi/openapi.yaml'), 'utf8')) as Description,
    { type: 'apiKey', in: 'header', name: 'X-Figma-Token' },
  ],
]

test.each(DESCRIPTIONS)('%s: %s knows our request and allows the answers', async (name, _, read, scheme) => {
  const played = play(name)
  await verify(played)
  const { line, headers } = door.last()
  const { operation, schemes, fits } = describe(read(), line)
  expect(operation, line).toBeDefined()
  expect(schemes).toContainEqual(expect.objectContaining(scheme))
  expect(headers[(scheme.name ?? 'authorization').toLowerCase()]).toContain(played.key)
  expect(fits(played.answers.live)).toBe(true)
  expect(fits(played.answers.dead)).toBe(true)
  expect(fits([200, { id: 7, email: [] }])).not.toBe(true)
})
