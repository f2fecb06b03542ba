/** HashiCorp: Vault tokens begin with `hvs.`; Vault tokens of 26 characters, known by the name beside them; Terraform tokens of 93 characters. */
import { keyBesideName } from './key-form.ts'
import { bearer, header, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hashicorp',
  name: 'HashiCorp',
  docs: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  keys: {
    'vault-token': {
      label: 'Vault token',
      about: 'Vault token',
      ...probe({
        path: '/v1/auth/token/lookup-self',
        send: header('x-vault-token'),
        live: 'data.accessor',
        // 403 is the answer to a wrong token as well; newer servers say which.
        judge: ({ status, text }) =>
          status === 403 && text.includes('invalid token') ? { state: 'dead', why: 'refused' } : undefined,
        inspect: ({ body }) => {
          const policies = namesOf(member(body, 'data.policies'))
          return {
            ...identity(body, { principal: 'data.display_name' }),
            scopes: policies,
            access: policies.includes('root') ? 'admin' : 'unknown',
            canMintKeys: policies.includes('root') ? 'yes' : 'unknown',
          }
        },
      }),
      detect: [
        {
          rule: 'hashicorp-vault-token',
          about: 'HashiCorp Vault token',
          pattern: /(?<![A-Za-z0-9])(?<secret>hv(?:s|b|r)\.[A-Za-z0-9_-]{24,300})(?![A-Za-z0-9_-])/,
          literals: ['hvs.', 'hvb.', 'hvr.'],
          minEntropy: 3.5,
          examples: ['KEY=hvs.{A-Za-z0-9_-:162}', '"hvb.{A-Za-z0-9_-:162}"', 'Bearer hvr.{A-Za-z0-9_-:162}'],
          lookalikes: ['hvs.{A-Za-z0-9_-:18}', 'qhvs.{A-Za-z0-9_-:162}'],
        },
        keyBesideName({
          rule: 'hashicorp-vault-token-old',
          about: 'HashiCorp Vault token',
          names: ['vault'],
          key: /s\.[A-Za-z0-9]{24}/,
        }),
      ],
    },
    'terraform-token': {
      label: 'Terraform token',
      about: 'Terraform token',
      ...probe({
        at: 'https://app.terraform.io',
        path: '/api/v2/account/details',
        send: bearer,
        live: 'data.id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'data.id', principal: 'data.attributes.username' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'hashicorp-terraform-token',
          about: 'HashiCorp Terraform token',
          pattern: /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70})(?![A-Za-z0-9_-])/,
          literals: ['.atlasv1.'],
          minEntropy: 3,
          window: { before: 24, after: 125 },
          examples: ['KEY={A-Za-z0-9:14}.atlasv1.{A-Za-z0-9_=-:65}', '"{A-Za-z0-9:14}.atlasv1.{A-Za-z0-9_=-:65}"'],
          lookalikes: ['{A-Za-z0-9:14}.atlasv1.{A-Za-z0-9:20}'],
        },
      ],
    },
    'unseal-key': {
      label: 'Vault unseal key',
      about: 'Vault unseal key',
      detect: [
        {
          rule: 'hashicorp-vault-unseal-key',
          about: 'HashiCorp Vault unseal key',
          pattern:
            /unseal[ _-]?key[ _-]?\d{0,2}["']?\s{0,2}[:=]\s{0,4}["']?(?<secret>[A-Za-z0-9+/]{43}[A-Za-z0-9+/=])(?![A-Za-z0-9+/=])/i,
          literals: ['unseal'],
          minEntropy: 4,
          examples: ['Unseal Key 1: {A-Za-z0-9+/:43}=', 'VAULT_UNSEAL_KEY="{A-Za-z0-9+/:44}"'],
          lookalikes: ['Unseal Key 1: {A-Za-z0-9+/:30}', 'unseal it with {A-Za-z0-9:44}'],
        },
      ],
    },
  },
})
