/**
 * Slack: bot, user, app, workspace and session tokens, configuration tokens, and webhooks (whose URL is the key).
 * Slack publishes no checksum, so age and kind are read from the shape: today's tokens carry the ids of team and bot.
 */
import { type Answer, bearer, identity, inAddress, member, namesOf, probe } from './probe.ts'
import { defineProvider, type Judgement, type Inspection, type Verdict } from './provider.ts'

/** Team and bot, or team, user and app, each a number; then 24 characters, or 32 hexadecimal digits for a user. */
function judgeToken(secret: string): Judgement {
  return /^xoxb-[1-9]\d+-[1-9]\d+-[A-Za-z0-9]{24}$|^xox[ape]-(?:[1-9]\d+-){2,3}[0-9a-f]{32}$/.test(secret)
    ? { keep: true, score: 10, reason: 'carries the ids of its team and its owner as Slack writes them' }
    : { keep: true, score: -10, reason: 'its parts have other lengths than those that Slack issues' }
}

/** The last part is random: without a digit it is prose (`xoxb-your-token-goes-here`). */
function judgeOldToken(secret: string): Judgement {
  const last = secret.slice(secret.lastIndexOf('-') + 1)
  if (!/\d/.test(last)) return { keep: false, reason: 'ends in words' }
  return { keep: true, score: -15, reason: 'a shape that Slack no longer issues' }
}

function judgeWebhook(path: string): Judgement {
  if (
    /^[TE][A-Z0-9]{6,14}\/(?:[AB][A-Z0-9]{6,14}\/(?:\d{6,20}\/)?[A-Za-z0-9]{16,40}|\d{10,16}\/[a-f0-9]{32})$/.test(path)
  )
    return { keep: true, reason: 'names a workspace' }
  return { keep: true, score: -30, reason: 'names no workspace as Slack writes them' }
}

const DEAD: Readonly<Record<string, Extract<Verdict, { state: 'dead' }>['why']>> = {
  invalid_auth: 'refused',
  token_revoked: 'revoked',
  token_expired: 'expired',
  account_inactive: 'disabled',
}
/** Said to a token that Slack knows. */
const KNOWN_TOKEN = /^(?:missing_scope|no_permission|not_allowed_token_type|ekm_access_denied|org_login_required)$/

function verdictOfError(error: unknown): Verdict {
  const why = DEAD[String(error)]
  if (why) return { state: 'dead', why }
  if (error === 'ratelimited') return { state: 'unknown', why: 'rate-limited' }
  return KNOWN_TOKEN.test(String(error)) ? { state: 'restricted' } : { state: 'unknown', why: 'ambiguous' }
}

function tellOf({ headers, body }: Answer): Partial<Inspection> {
  const said = headers.get('x-oauth-scopes')
  const scopes = namesOf(said ?? '')
  const has = (pattern: RegExp): boolean => scopes.some((scope) => pattern.test(scope))
  const rights: Partial<Inspection> =
    said === null
      ? {}
      : {
          scopes,
          access: has(/^admin/)
            ? 'admin'
            : has(/:write|^(?:chat|incoming-webhook|commands|client|post)/)
              ? 'write'
              : 'read',
          readsPersonalData: has(/^(?:admin|users|channels:history|groups|im|mpim|files|search|identity|client|read)/)
            ? 'yes'
            : 'no',
        }
  return {
    environment: 'live',
    ...identity(body, { account: 'team', principal: 'user' }),
    canMintKeys: 'no',
    movesMoney: 'no',
    ...rights,
  }
}

export default defineProvider({
  id: 'slack',
  name: 'Slack',
  docs: 'https://docs.slack.dev/authentication/tokens',
  keys: {
    token: {
      label: 'token',
      about: 'bot or user token',
      ...probe({
        at: 'https://slack.com',
        method: 'POST',
        path: '/api/auth.test',
        send: bearer,
        body: () => new URLSearchParams(),
        live: ({ body }) => member(body, 'ok') === true && member(body, 'team_id') !== undefined,
        // Slack answers 200 to everything; the truth is in the body.
        judge: ({ body }) => (member(body, 'ok') === false ? verdictOfError(member(body, 'error')) : undefined),
        // Refresh tokens are shown to one address of the login only.
        not: /^xoxe-/,
        inspect: tellOf,
      }),
      detect: [
        {
          rule: 'slack-token',
          about: 'Slack bot or user token',
          pattern: /(?<![A-Za-z0-9])(?<secret>xox[abepr]-(?:\d{10,13}-){1,3}[A-Za-z0-9]{24,34})(?![A-Za-z0-9-])/,
          literals: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxp-', 'xoxr-'],
          minEntropy: 3,
          judge: judgeToken,
          examples: [
            'SLACK_BOT_TOKEN=xoxb-{1-9:12}-{1-9:13}-{A-Za-z0-9:24}',
            '"xoxp-{1-9:12}-{1-9:12}-{1-9:13}-{0-9a-f:32}"',
          ],
          lookalikes: [
            'xoxb-not-a-token',
            'xoxb-{1-9:12}-{1-9:12}-{A-Za-z0-9:10}',
            'xoxz-{1-9:12}-{1-9:13}-{A-Za-z0-9:24}',
          ],
        },
        {
          rule: 'slack-old-token',
          about: 'Slack token of an older shape',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>xox[abeoprs]-(?:[A-Za-z0-9]{1,15}-){0,5}[A-Za-z0-9]{12,48}|xox[ops]-(?:\d{9,13}-){3}[0-9a-f]{10})(?![A-Za-z0-9-])/,
          literals: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-'],
          minEntropy: 2.8,
          judge: judgeOldToken,
          examples: [
            'token: xoxa-2-{1-9:9}-{1-9:11}-{1-9:12}-{0-9a-f:17}7',
            'xoxs-{1-9:10}-{1-9:10}-{1-9:10}-{0-9a-f:15}7',
            'xoxb-{1-9:11}-{A-Za-z0-9:23}7',
            'xoxs-{1-9:12}-{1-9:12}-{1-9:10}-{0-9a-f:9}7',
          ],
          lookalikes: ['xoxb-your-slack-bot-token-goeshereplease', 'xoxp-{1-9:9}', 'xoxa-short-1'],
        },
        {
          rule: 'slack-rotated-token',
          about: 'Slack configuration or refresh token',
          pattern: /(?<![A-Za-z0-9])(?<secret>xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{120,200})(?![A-Za-z0-9-])/,
          literals: ['xoxe-', 'xoxe.'],
          minEntropy: 3.5,
          examples: ['refresh: xoxe-1-{A-Za-z0-9:146}', 'xoxe.xoxp-1-{A-Za-z0-9:163}'],
          lookalikes: ['xoxe-1-{a-z:40}', 'xoxe.xoxq-1-{A-Za-z0-9:163}'],
        },
      ],
    },
    session: {
      label: 'session token',
      about: 'token or cookie of a browser session',
      detect: [
        {
          rule: 'slack-session-token',
          about: 'Slack session token',
          pattern: /(?<![A-Za-z0-9])(?<secret>xoxc-(?:\d{9,15}-){3}[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['xoxc-'],
          minEntropy: 3,
          examples: ['token=xoxc-{1-9:12}-{1-9:13}-{1-9:13}-{a-f0-9:64}'],
          lookalikes: ['xoxc-{1-9:12}-{1-9:13}-{1-9:13}-{a-f0-9:40}'],
        },
        {
          rule: 'slack-session-cookie',
          about: 'Slack session cookie',
          pattern: /(?<![A-Za-z0-9])(?<secret>xoxd-[\w/\\+%-]{100,300}={0,2})(?![\w/+=%-])/,
          literals: ['xoxd-'],
          minEntropy: 3.5,
          window: { before: 8, after: 320 },
          examples: ['Cookie: d=xoxd-{A-Za-z0-9+/:160}'],
          lookalikes: ['xoxd-{A-Za-z0-9:40}'],
        },
      ],
    },
    'app-token': {
      label: 'app-level token',
      about: 'app-level token',
      detect: [
        {
          rule: 'slack-app-token',
          about: 'Slack app-level token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>xapp-\d{1,3}-[A-Za-z0-9]{8,15}-\d{9,15}-[A-Za-z0-9]{32,66})(?![A-Za-z0-9])/,
          literals: ['xapp-'],
          minEntropy: 3,
          examples: ['SLACK_APP_TOKEN=xapp-1-{A-Z0-9:11}-{1-9:13}-{a-f0-9:64}'],
          lookalikes: ['xapp-1-{A-Z0-9:11}-{1-9:13}-{a-f0-9:24}'],
        },
        {
          rule: 'slack-old-app-token',
          about: 'Slack app-level token of the first shape',
          pattern: /(?<![A-Za-z0-9])(?<secret>xapp-\d{12}-[A-Za-z0-9/+]{24})(?![A-Za-z0-9/+])/,
          literals: ['xapp-'],
          minEntropy: 3,
          examples: ['SLACK_TOKEN=xapp-{1-9:12}-{A-Za-z0-9:24}'],
          lookalikes: ['xapp-{1-9:12}-{A-Za-z0-9:20}'],
        },
      ],
    },
    webhook: {
      label: 'incoming webhook',
      about: 'incoming webhook, or the address that starts a workflow',
      ...probe({
        at: 'https://hooks.slack.com',
        method: 'POST',
        path: ({ key }) => `/services/${key}`,
        send: inAddress,
        // Nothing is posted: a message without a text is refused, by a webhook that lives.
        body: () => ({}),
        live: () => false,
        judge: ({ status, text }) => {
          if (status === 400 && /^(?:invalid_payload|no_text|missing_text)/.test(text)) return { state: 'live' }
          return /^(?:invalid_token|no_service|no_active_hooks|no_team)/.test(text)
            ? { state: 'dead', why: 'revoked' }
            : undefined
        },
        dead: [],
        restricted: [],
        // The others start a workflow.
        not: /^(?!T[A-Z0-9]+\/B[A-Z0-9]+\/\w+$)/,
      }),
      detect: [
        {
          rule: 'slack-webhook',
          about: 'Slack incoming webhook',
          pattern:
            /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[A-Za-z0-9+/]{40,80})(?![A-Za-z0-9+/])/,
          literals: ['hooks.slack.com'],
          minEntropy: 3,
          judge: judgeWebhook,
          examples: [
            'https://hooks.slack.com/services/T{A-Z0-9:8}/B{A-Z0-9:8}/{A-Za-z0-9:24}',
            'https://hooks.slack.com/workflows/T{A-Z0-9:8}/A{A-Z0-9:8}/{1-9:18}/{A-Za-z0-9:24}',
            'https://hooks.slack.com/triggers/E{A-Z0-9:8}/{1-9:13}/{a-f0-9:32}',
          ],
          lookalikes: [
            'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
            'https://hooks.slack.com/services/T{A-Z0-9:8}',
          ],
        },
      ],
    },
  },
})
