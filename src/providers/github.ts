/** GitHub: personal, OAuth and app tokens. The classic forms end in a checksum, so that a made-up one is graded low offline. */
import { tokenChecksum } from '../base/token-checksum.ts'
import { judgeChecksum } from './key-form.ts'
import { bearer, identity, namesOf, probe, type Answer } from './probe.ts'
import { defineProvider, type Access, type Inspection, type Judgement } from './provider.ts'

/** Classic tokens have 30 characters and a checksum of 6; longer forms have no published check. */
function judgeToken(token: string): Judgement {
  const body = token.slice('ghp_'.length)
  if (!/^[A-Za-z0-9]{36}$/.test(body)) return { keep: true, reason: 'long form, without a published checksum' }
  return judgeChecksum(tokenChecksum(body.slice(0, 30)) === body.slice(30))
}

/** `ghs_` may not ask who it is and is told so (403); a refresh token is no token for the interface. */
const ASK = probe({
  at: 'https://api.github.com',
  path: '/user',
  send: (parts) => ({ ...bearer(parts), accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }),
  live: 'login',
  not: /^ghr_/,
  inspect: tellOf,
})

/** Classic tokens name their scopes in a header; fine-grained ones tell nothing of their rights. */
function tellOf({ headers, body }: Answer): Partial<Inspection> {
  const said = headers.get('x-oauth-scopes')
  const scopes = said === null ? undefined : namesOf(said)
  const expires = Date.parse(headers.get('github-authentication-token-expiration')?.replace(' UTC', 'Z') ?? '')
  return {
    environment: 'live',
    ...identity(body, { account: 'id', principal: 'login' }),
    ...(scopes && { scopes, access: accessOf(scopes) }),
    canMintKeys: scopes === undefined ? 'unknown' : scopes.some((scope) => MINTING.test(scope)) ? 'yes' : 'no',
    readsPersonalData: scopes === undefined ? 'unknown' : scopes.some((scope) => PERSONAL.test(scope)) ? 'yes' : 'no',
    movesMoney: 'no',
    ...(Number.isNaN(expires) ? {} : { expiresAt: new Date(expires) }),
  }
}

/** Deploy keys, SSH keys and hooks are keys of their own. */
const MINTING = /^(?:repo|admin:\w+|write:public_key)$/
const PERSONAL = /^(?:user|user:email|read:user|admin:org|read:org|admin:enterprise)$/

function accessOf(scopes: readonly string[]): Access {
  if (scopes.some((scope) => /^(?:admin:|delete_repo|site_admin)/.test(scope))) return 'admin'
  return scopes.some((scope) => !/^(?:read:|user:email$|repo:status$|security_events$)/.test(scope)) ? 'write' : 'read'
}

export default defineProvider({
  id: 'github',
  name: 'GitHub',
  docs: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
  keys: {
    token: {
      label: 'token',
      about: 'classic personal, OAuth, app or refresh token',
      ...ASK,
      detect: [
        {
          rule: 'github-token',
          about: 'GitHub token',
          pattern: /(?<![A-Za-z0-9])(?<secret>gh[pousr]_[A-Za-z0-9_]{36,255})(?![A-Za-z0-9_])/,
          literals: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
          minEntropy: 3,
          judge: judgeToken,
          examples: [
            'GITHUB_TOKEN=ghp_{A-Za-z0-9:30}{checksum}',
            'https://x-access-token:ghs_{A-Za-z0-9:30}{checksum}@github.com/acme/shop.git',
            'token: "gho_{A-Za-z0-9:30}{checksum}"',
            'ghr_{A-Za-z0-9:76}',
          ],
          lookalikes: ['ghp_{A-Za-z0-9:20}', 'ghx_{A-Za-z0-9:36}', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
        },
      ],
    },
    'fine-grained-token': {
      label: 'fine-grained token',
      about: 'fine-grained personal access token',
      ...ASK,
      detect: [
        {
          rule: 'github-fine-grained-token',
          about: 'GitHub fine-grained token',
          pattern: /(?<![A-Za-z0-9])(?<secret>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9_])/,
          literals: ['github_pat_'],
          minEntropy: 3.5,
          examples: ['GH_TOKEN=github_pat_{A-Za-z0-9:22}_{A-Za-z0-9:59}'],
          lookalikes: ['github_pat_{A-Za-z0-9:22}', 'github_pat_{A-Za-z0-9:22}_{A-Za-z0-9:40}'],
        },
      ],
    },
    'oauth-client-secret': {
      label: 'OAuth client secret',
      about: 'OAuth client secret',
      detect: [
        {
          rule: 'github-oauth-client-secret',
          about: 'GitHub OAuth client secret',
          pattern:
            /github[_.-]?(?:\w{1,16}[_.-])?(?:oauth|app|api|client)?[_.-]?(?:client)?[_.-]?(?:secret|key)(?:[_.-]key)?["'\]\\]{0,3}\s{0,4}(?:=>|:=|[:=>,])\s{0,4}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/i,
          literals: ['github'],
          minEntropy: 3,
          partners: [{ rule: 'github-oauth-client-id' }],
          examples: [
            'GITHUB_CLIENT_SECRET={a-f0-9:40}',
            'githubSecret: "{a-f0-9:40}"',
            '"github_oauth_key" => "{a-f0-9:40}"',
          ],
          lookalikes: [
            'github.com/acme/shop/commit/{a-f0-9:40}',
            'GITHUB_SHA={a-f0-9:40}',
            'GITHUB_SECRET={a-f0-9:30}',
          ],
        },
        {
          rule: 'github-oauth-client-id',
          about: 'GitHub OAuth client id',
          part: 'id',
          pattern:
            /github[_.-]?(?:\w{1,16}[_.-])?(?:oauth|app|api|client|consumer)?[_.-]?(?:client)?[_.-]?(?:id|identifier|key)["'\]\\]{0,3}\s{0,4}(?:=>|:=|[:=>,])\s{0,4}["'`\\]{0,3}(?<secret>[a-f0-9]{20}|(?:Iv1\.[a-f0-9]{16}|(?:Ov23li|Iv23li)[A-Za-z0-9]{14}))(?![A-Za-z0-9])/i,
          literals: ['github'],
          minEntropy: 2.6,
          examples: [
            'GITHUB_CLIENT_ID={a-f0-9:20}',
            'githubClientId: "Ov23li{A-Za-z0-9:14}"',
            "'github_id' => 'Iv1.{a-f0-9:16}'",
          ],
          lookalikes: ['GITHUB_CLIENT_ID={a-f0-9:15}', 'github {a-f0-9:20}', 'GITHUB_CLIENT_ID={a-f0-9:40}'],
        },
      ],
    },
  },
})
