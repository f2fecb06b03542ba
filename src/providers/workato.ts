/** Workato: API tokens begin with `wrka`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'workato',
  name: 'Workato',
  docs: 'https://docs.workato.com/workato-api/api-clients.html',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'workato-api-token',
          about: 'Workato API token',
          key: /wrka(?:eu|jp|sg|au|il|cn|us)?-eyJ[A-Za-z0-9_-]{8,400}\.[A-Za-z0-9_-]{16,400}\.[A-Za-z0-9_-]{64,800}/,
        }),
      ],
    },
  },
})
