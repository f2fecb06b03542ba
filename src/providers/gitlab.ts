/** GitLab: access, deploy, runner and trigger tokens, on gitlab.com and on servers of one's own. */
import { checksumBase36 } from '../base/token-checksum.ts'
import { fixedKey, judgeChecksum } from './key-form.ts'
import { type Answer, header, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider, type Inspection, type Judgement } from './provider.ts'

/**
 * A routable token is a payload in base64, a dot, perhaps its version and a dot, the payload's length in two digits of
 * base36 and a checksum of seven. The older ones are 20 random characters.
 */
function judgeToken(token: string): Judgement {
  const dot = token.indexOf('.')
  if (dot < 0) return { keep: true, reason: 'the older form, which has no checksum' }
  const payload = token.slice(token.indexOf('-') + 1, dot)
  const isRight =
    checksumBase36(token.slice(0, -7)) === token.slice(-7) &&
    Number.parseInt(token.slice(-9, -7), 36) === payload.length
  return judgeChecksum(isRight)
}

/** A token may read its own record, whatever else it may do. */
function tellOf({ body }: Answer): Partial<Inspection> {
  const scopes = namesOf(member(body, 'scopes'))
  const has = (pattern: RegExp): boolean => scopes.some((scope) => pattern.test(scope))
  const expires = member(body, 'expires_at')
  return {
    environment: 'live',
    ...identity(body, { account: 'user_id', principal: 'name' }),
    scopes,
    access: has(/^(?:sudo|admin_mode)$/) ? 'admin' : has(/^(?:api|write_|create_|manage_)/) ? 'write' : 'read',
    canMintKeys: has(/^(?:api|sudo|admin_mode)$/) ? 'yes' : 'no',
    readsPersonalData: has(/^(?:api|read_api|read_user|sudo|admin_mode)$/) ? 'yes' : 'no',
    movesMoney: 'no',
    ...(typeof expires === 'string' && { expiresAt: new Date(expires) }),
  }
}

export default defineProvider({
  id: 'gitlab',
  name: 'GitLab',
  docs: 'https://docs.gitlab.com/security/tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'personal, project or group access token',
      ...probe({
        at: 'https://gitlab.com',
        path: '/api/v4/personal_access_tokens/self',
        send: header('private-token'),
        live: 'id',
        ownServers: true,
        judge: ({ status, body }) => {
          if (status !== 200 || member(body, 'active') !== false) return undefined
          return { state: 'dead', why: member(body, 'revoked') === true ? 'revoked' : 'expired' }
        },
        inspect: tellOf,
      }),
      detect: [
        {
          rule: 'gitlab-access-token',
          about: 'GitLab access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>glpat-(?:[A-Za-z0-9_-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|[A-Za-z0-9_=-]{20,22}))(?![A-Za-z0-9_=-])/,
          literals: ['glpat-'],
          minEntropy: 3,
          judge: judgeToken,
          examples: ['GITLAB_TOKEN=glpat-{A-Za-z0-9:20}', 'glpat-{A-Za-z0-9_-:40}.01.14{checksum:base36}'],
          lookalikes: ['glpat-{A-Za-z0-9:12}', 'glpat-xxxxxxxxxxxxxxxxxxxx', 'xglpat-{A-Za-z0-9:20}'],
        },
      ],
    },
    'deploy-token': {
      label: 'deploy token',
      about: 'deploy token or runner token',
      detect: [
        {
          rule: 'gitlab-deploy-token',
          about: 'GitLab deploy or runner token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>gl(?:dt|rtr?)-(?:[A-Za-z0-9_-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}|(?:t\d_)?[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/,
          literals: ['gldt-', 'glrt-', 'glrtr-'],
          minEntropy: 3,
          judge: judgeToken,
          examples: [
            'deploy_token: gldt-{A-Za-z0-9:20}',
            'token = "glrt-{A-Za-z0-9_:20}"',
            'glrt-t1_{A-Za-z0-9_:20}',
            'glrtr-{A-Za-z0-9_-:36}.01.10{checksum:base36}',
          ],
          lookalikes: ['gldt-{A-Za-z0-9:19}', 'glxt-{A-Za-z0-9:20}'],
        },
        {
          rule: 'gitlab-registration-token',
          about: 'GitLab runner registration token',
          pattern: /(?<![A-Za-z0-9])(?<secret>GR1348941[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/,
          literals: ['gr1348941'],
          minEntropy: 3,
          examples: ['--registration-token GR1348941{A-Za-z0-9:20}'],
          lookalikes: ['GR1348941{A-Za-z0-9:12}', 'GR1348942{A-Za-z0-9:20}'],
        },
      ],
    },
    'other-token': {
      label: 'token of a single purpose',
      about: 'token of a job, an agent, a feed, mail, flags, a workspace, SCIM or an OAuth application',
      detect: [
        {
          rule: 'gitlab-other-token',
          about: 'GitLab token of a single purpose',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>gl(?:cbt-(?:[A-Za-z0-9]{1,5}_)?|ft-|ffct-|soat-|wt-)[A-Za-z0-9_-]{20}|gl(?:imt-[A-Za-z0-9_-]{25}|agent-[A-Za-z0-9_-]{50}|oas-[A-Za-z0-9_-]{64}))(?![A-Za-z0-9_-])/,
          literals: ['glcbt-', 'glft-', 'glffct-', 'glsoat-', 'glwt-', 'glimt-', 'glagent-', 'gloas-'],
          minEntropy: 3,
          judge: () => ({ keep: true, reason: 'the form has no checksum' }),
          examples: [
            'CI_JOB_TOKEN=glcbt-64_{A-Za-z0-9:20}',
            'feed_token=glft-{A-Za-z0-9:20}',
            'UNLEASH_INSTANCE=glffct-{A-Za-z0-9:20}',
            'glimt-{A-Za-z0-9:25}',
            'token: glagent-{A-Za-z0-9_-:49}a',
            'client_secret=gloas-{a-f0-9:64}',
          ],
          lookalikes: ['glft-{A-Za-z0-9:12}', 'glagent-{A-Za-z0-9:20}', 'qglcbt-{A-Za-z0-9:20}'],
        },
      ],
    },
    'trigger-token': {
      label: 'trigger token',
      about: 'pipeline trigger token',
      detect: [
        {
          rule: 'gitlab-trigger-token',
          about: 'GitLab pipeline trigger token',
          pattern: /(?<![A-Za-z0-9])(?<secret>glptt-[0-9a-f]{40})(?![A-Za-z0-9])/,
          literals: ['glptt-'],
          minEntropy: 3,
          examples: ['curl -F token=glptt-{0-9a-f:40} https://gitlab.example.org/api'],
          lookalikes: ['glptt-{0-9a-f:39}', 'glptt-{G-Z:40}'],
        },
      ],
    },
    'session-cookie': {
      label: 'session cookie',
      about: 'session cookie',
      detect: [
        fixedKey({
          rule: 'gitlab-session-cookie',
          about: 'GitLab session cookie',
          key: /_gitlab_session=[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
