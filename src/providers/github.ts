/** GitHub: personal, OAuth and app tokens. The classic forms end in a checksum, so that a made-up one is refused offline. */
import { tokenChecksum } from '../base/token-checksum.ts'
import { defineProvider, type Judgement } from './provider.ts'

/** Classic tokens have 30 characters and a checksum of 6; longer forms have no published check. */
function judgeToken(token: string): Judgement {
  const body = token.slice('ghp_'.length)
  if (!/^[A-Za-z0-9]{36}$/.test(body)) return { keep: true, reason: 'long form, without a published checksum' }
  return tokenChecksum(body.slice(0, 30)) === body.slice(30)
    ? { keep: true, score: 20, reason: 'the checksum is right' }
    : { keep: false, reason: 'the checksum is wrong: GitHub never issued this' }
}

export default defineProvider({
  id: 'github',
  name: 'GitHub',
  docs: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
  keys: {
    token: {
      label: 'token',
      about: 'classic personal, OAuth, app or refresh token',
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
          lookalikes: [
            'ghp_{A-Za-z0-9:30}000000',
            'ghp_{A-Za-z0-9:20}',
            'ghx_{A-Za-z0-9:36}',
            'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
          ],
        },
      ],
    },
    'fine-grained-token': {
      label: 'fine-grained token',
      about: 'fine-grained personal access token',
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
  },
})
