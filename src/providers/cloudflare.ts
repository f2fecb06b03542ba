/** Cloudflare: API tokens (new ones say so themselves, old ones are known by their names) and global API keys. */
import { checksumHex } from '../base/token-checksum.ts'
import { fixedKey, judgeChecksum, keyBesideName } from './key-form.ts'
import { bearer, identity, member, probe } from './probe.ts'
import { defineProvider, type Judgement, type KeyKind } from './provider.ts'

const AT = 'https://api.cloudflare.com'

/** Cloudflare says that the end is a checksum; that it is the CRC-32 of the 40 characters before it is known from samples. */
function judgeToken(token: string): Judgement {
  const body = token.slice(token.indexOf('_') + 1)
  return judgeChecksum(checksumHex(body.slice(0, 40)) === body.slice(40))
}

/** A token of a person reads its own state. One of an account is unknown at this address. */
const OF_PERSON = probe({
  at: AT,
  path: '/client/v4/user/tokens/verify',
  send: bearer,
  live: ({ body }) => member(body, 'result.status') === 'active',
  judge: ({ body }) => {
    const status = member(body, 'result.status')
    return status === 'disabled' || status === 'expired' ? { state: 'dead', why: status } : undefined
  },
  inspect: ({ body }) => ({ environment: 'live', ...identity(body, { principal: 'result.id' }), movesMoney: 'no' }),
})

/** Any token may list the accounts that it reaches, which may be none. */
const OF_ACCOUNT = probe({
  at: AT,
  path: '/client/v4/accounts?per_page=1',
  send: bearer,
  live: ({ body }) => member(body, 'success') === true,
  dead: [400, 401],
  judge: ({ status, body }) =>
    status === 403 && member(body, 'errors.0.code') === 9109 ? { state: 'dead', why: 'refused' } : undefined,
})

const verify: NonNullable<KeyKind['verify']> = async (key, context) => {
  const verdict = await OF_PERSON.verify(key, context)
  return verdict.state === 'dead' && verdict.why === 'refused' ? OF_ACCOUNT.verify(key, context) : verdict
}

export default defineProvider({
  id: 'cloudflare',
  name: 'Cloudflare',
  docs: 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token of a user or an account, or a global key',
      hosts: OF_PERSON.hosts,
      verify,
      inspect: OF_PERSON.inspect,
      detect: [
        {
          rule: 'cloudflare-api-token',
          about: 'Cloudflare API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>cf(?:ut|at|k)_[A-Za-z0-9]{40}[a-f0-9]{8})(?![A-Za-z0-9])/,
          literals: ['cfut_', 'cfat_', 'cfk_'],
          minEntropy: 3.3,
          judge: judgeToken,
          examples: [
            'CF_API_TOKEN=cfut_{A-Za-z0-9:40}{checksum:hex}',
            'cfat_{A-Za-z0-9:40}{checksum:hex}',
            'cfk_{A-Za-z0-9:40}{checksum:hex}',
          ],
          lookalikes: ['cfut_{A-Za-z0-9:40}', 'cfut_{A-Za-z0-9:40}{G-Z:8}'],
        },
        {
          rule: 'cloudflare-named-token',
          about: 'Cloudflare API token or global key',
          pattern:
            /cloudflare[\w.-]{0,24}(?:token|key)["'`\\]{0,2}\s{0,4}(?:=>|:=|[:=])\s{0,4}["'`\\]{0,2}(?<secret>[A-Za-z0-9_-]{40}|[0-9a-f]{37})(?![A-Za-z0-9_-])/i,
          literals: ['cloudflare'],
          minEntropy: 3,
          judge: (secret) =>
            /^[0-9a-f]{40}$/.test(secret)
              ? { keep: false, reason: 'a SHA-1 hash, not a token' }
              : { keep: true, reason: 'named as a Cloudflare key' },
          examples: ['CLOUDFLARE_API_TOKEN={A-Za-z0-9:39}Z', 'cloudflare_api_key: "{0-9a-f:37}"'],
          lookalikes: [
            'CLOUDFLARE_API_TOKEN={0-9a-f:40}',
            'CLOUDFLARE_API_TOKEN={A-Za-z0-9:20}',
            'CLOUDFLARE_API_TOKEN=${{ secrets.CF }}',
          ],
        },
        keyBesideName({
          rule: 'cloudflare-beside-name',
          about: 'Cloudflare API token',
          names: ['cloudflare'],
          key: /[A-Za-z0-9_-]{38,42}/,
        }),
        keyBesideName({
          rule: 'cloudflare-global-key',
          about: 'Cloudflare global API key',
          names: ['cloudflare'],
          key: /[a-f0-9]{37}/,
        }),
      ],
    },
    'origin-ca-key': {
      label: 'origin CA key',
      about: 'origin CA key',
      detect: [
        fixedKey({
          rule: 'cloudflare-origin-ca-key',
          about: 'Cloudflare origin CA key',
          key: /v1\.0-[a-f0-9]{24}-[a-f0-9]{146}/,
        }),
      ],
    },
  },
})
