/** LightOn Paradigm: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lighton',
  name: 'LightOn Paradigm',
  docs: 'https://paradigm.lighton.ai/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'lighton-api-key',
          about: 'LightOn Paradigm API key',
          names: ['lighton', 'paradigm'],
          key: /[A-Za-z0-9_-]{40,80}/,
          common: true,
        }),
      ],
    },
  },
})
