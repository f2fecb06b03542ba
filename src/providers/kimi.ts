/** Kimi (Moonshot AI): API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kimi',
  name: 'Kimi (Moonshot AI)',
  docs: 'https://platform.moonshot.ai/docs/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'kimi-api-key',
          about: 'Kimi (Moonshot AI) API key',
          names: ['kimi', 'moonshot'],
          key: /sk-[A-Za-z0-9_-]{48}/,
        }),
      ],
    },
  },
})
