/** Groq: API keys begin with `gsk_`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'groq',
  name: 'Groq',
  docs: 'https://console.groq.com/docs/quickstart',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.groq.com',
        path: '/openai/v1/models',
        send: bearer,
        live: 'data',
      }),
      detect: [
        {
          rule: 'groq-api-key',
          about: 'Groq API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>gsk_[A-Za-z0-9]{52})(?![A-Za-z0-9])/,
          literals: ['gsk_'],
          minEntropy: 3.5,
          examples: ['KEY=gsk_{A-Za-z0-9:52}', '"gsk_{A-Za-z0-9:52}"'],
          lookalikes: ['gsk_{A-Za-z0-9:39}', 'qgsk_{A-Za-z0-9:52}'],
        },
      ],
    },
  },
})
