/** Polymarket: private keys of a wallet, API secrets and API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['poly market', 'poly']

export default defineProvider({
  id: 'polymarket',
  name: 'Polymarket',
  docs: 'https://docs.polymarket.com',
  keys: {
    'private-key': {
      label: 'private key of a wallet',
      about: 'private key of a wallet',
      detect: [
        keyBesideName({
          rule: 'polymarket-private-key',
          about: 'Polymarket private key of a wallet',
          names,
          common: true,
          key: /0x[a-fA-F0-9]{64}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'polymarket-api-secret',
          about: 'Polymarket API secret',
          names,
          common: true,
          key: /[A-Za-z0-9_/+-]{43}=/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'polymarket-api-key',
          about: 'Polymarket API key',
          names,
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
