/** Upstage: API keys and old API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'upstage',
  name: 'Upstage',
  docs: 'https://console.upstage.ai/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'upstage-api-key',
          about: 'Upstage API key',
          names: ['upstage'],
          key: /up_[A-Za-z0-9]{26,48}/,
        }),
      ],
    },
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'upstage-old-api-key',
          about: 'Upstage old API key',
          names: ['upstage'],
          key: /[A-Za-z0-9]{40,50}/,
        }),
      ],
    },
  },
})
