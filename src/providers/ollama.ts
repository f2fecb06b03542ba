/** Ollama: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ollama',
  name: 'Ollama',
  docs: 'https://docs.ollama.com/api/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ollama-api-key',
          about: 'Ollama API key',
          names: ['ollama'],
          key: /[a-f0-9]{32}\.[A-Za-z0-9_-]{24}/,
        }),
      ],
    },
  },
})
