/** LiveAgent: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'liveagent',
  name: 'LiveAgent',
  docs: 'https://support.liveagent.com/911737-API',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'liveagent-api-key',
          about: 'LiveAgent API key',
          names: ['liveagent', 'ladesk'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
