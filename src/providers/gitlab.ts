/** GitLab: access, deploy, runner and trigger tokens, on gitlab.com and on servers of one's own. */
import { type Answer, header, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider, type Inspection } from './provider.ts'

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
            /(?<![A-Za-z0-9])(?<secret>glpat-(?:[A-Za-z0-9_-]{27,300}\.[0-9a-z]{2}\.[0-9a-z]{9}|[A-Za-z0-9_=-]{20,22}))(?![A-Za-z0-9_=-])/,
          literals: ['glpat-'],
          minEntropy: 3,
          examples: ['GITLAB_TOKEN=glpat-{A-Za-z0-9:20}', 'glpat-{A-Za-z0-9_-:40}.{0-9a-z:2}.{0-9a-z:9}'],
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
          pattern: /(?<![A-Za-z0-9])(?<secret>gl(?:dt|rt)-[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/,
          literals: ['gldt-', 'glrt-'],
          minEntropy: 3,
          examples: ['deploy_token: gldt-{A-Za-z0-9:20}', 'token = "glrt-{A-Za-z0-9_:20}"'],
          lookalikes: ['gldt-{A-Za-z0-9:19}', 'glxt-{A-Za-z0-9:20}'],
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
  },
})
