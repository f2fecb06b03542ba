/** Zulip: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zulip',
  name: 'Zulip',
  docs: 'https://zulip.com/api/http-headers',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zulip-api-key',
          about: 'Zulip API key',
          names: ['zulip', 'zulipchat'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
