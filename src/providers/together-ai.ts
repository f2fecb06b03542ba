/** Together AI: API keys begin with `tgp_v1_`; old API keys are known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'together-ai',
  name: 'Together AI',
  docs: 'https://docs.together.ai/reference/authentication-1',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'together-ai-api-key',
          about: 'Together AI API key',
          key: /tgp_v1_[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'together-ai-old-api-key',
          about: 'Together AI old API key',
          names: ['together', 'together ai'],
          common: true,
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
