/** Datadog: application keys of 40 characters, known by the name beside them; API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'datadog',
  name: 'Datadog',
  docs: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  keys: {
    'application-key': {
      label: 'application key',
      about: 'application key',
      detect: [
        keyBesideName({
          rule: 'datadog-application-key',
          partners: [{ rule: 'datadog-api-key' }],
          about: 'Datadog application key',
          names: ['datadog', 'dd api', 'dd app', 'dd application'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'datadog-api-key',
          about: 'Datadog API key',
          names: ['datadog', 'dd api'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
