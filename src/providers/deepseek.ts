/** DeepSeek: API keys of 35 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'deepseek',
  name: 'DeepSeek',
  docs: 'https://api-docs.deepseek.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.deepseek.com',
        path: '/models',
        send: bearer,
        live: 'data',
      }),
      detect: [
        keyBesideName({
          rule: 'deepseek-api-key',
          about: 'DeepSeek API key',
          names: ['deepseek'],
          key: /sk-[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
