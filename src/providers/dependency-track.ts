/** Dependency-Track: API keys begin with `odt_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dependency-track',
  name: 'Dependency-Track',
  docs: 'https://docs.dependencytrack.org/integrations/rest-api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'dependency-track-api-key',
          about: 'Dependency-Track API key',
          key: /odt_[A-Za-z0-9_]{32,255}/,
        }),
      ],
    },
  },
})
