/** Fly.io: access tokens begin with `fo1_`; macaroon tokens begin with `fm1r_`; macaroon tokens begin with `fm2_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fly-io',
  name: 'Fly.io',
  docs: 'https://fly.io/docs/security/tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'fly-io-access-token',
          about: 'Fly.io access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>fo1_[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['fo1_'],
          minEntropy: 3,
          examples: ['KEY=fo1_{A-Za-z0-9_-:43}', '"fo1_{A-Za-z0-9_-:43}"'],
          lookalikes: ['fo1_{A-Za-z0-9_-:33}', 'qfo1_{A-Za-z0-9_-:43}'],
        },
        fixedKey({
          rule: 'fly-io-v1-token',
          about: 'Fly.io access token',
          key: /FlyV1 [A-Za-z0-9=_,/+-]{100,700}/,
        }),
      ],
    },
    'macaroon-token': {
      label: 'macaroon token',
      about: 'macaroon token',
      detect: [
        {
          rule: 'fly-io-macaroon-token',
          about: 'Fly.io macaroon token',
          pattern: /(?<![A-Za-z0-9])(?<secret>fm(?:1|2)(?:r|a)_[A-Za-z0-9+/=]{100,500})(?![A-Za-z0-9])/,
          literals: ['fm1r_', 'fm1a_', 'fm2r_', 'fm2a_'],
          minEntropy: 4,
          window: { before: 8, after: 521 },
          examples: ['KEY=fm1r_{A-Za-z0-9+/=:300}', '"fm2a_{A-Za-z0-9+/=:300}"'],
          lookalikes: ['fm1r_{A-Za-z0-9+/=:75}', 'qfm1r_{A-Za-z0-9+/=:300}'],
        },
        {
          rule: 'fly-io-macaroon',
          about: 'Fly.io macaroon token',
          pattern: /(?<![A-Za-z0-9])(?<secret>fm2_[A-Za-z0-9+/=]{100,500})(?![A-Za-z0-9])/,
          literals: ['fm2_'],
          minEntropy: 4,
          window: { before: 8, after: 520 },
          examples: ['KEY=fm2_{A-Za-z0-9+/=:300}', '"fm2_{A-Za-z0-9+/=:300}"'],
          lookalikes: ['fm2_{A-Za-z0-9+/=:75}', 'qfm2_{A-Za-z0-9+/=:300}'],
        },
      ],
    },
  },
})
