/** Metabase: session tokens and API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'metabase',
  name: 'Metabase',
  docs: 'https://www.metabase.com/docs/latest/people-and-groups/api-keys',
  keys: {
    'session-token': {
      label: 'session token',
      about: 'session token',
      detect: [
        keyBesideName({
          rule: 'metabase-session-token',
          about: 'Metabase session token',
          names: ['metabase'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'metabase-api-key',
          about: 'Metabase API key',
          names: ['metabase'],
          key: /mb_[A-Za-z0-9+/]{43}=/,
        }),
      ],
    },
  },
})
