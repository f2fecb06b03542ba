/** Datadog: application keys of 40 characters, known by the name beside them; API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'datadog',
  name: 'Datadog',
  docs: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  keys: {
    'application-key': {
      label: 'application key',
      about: 'application key',
      ...probe({
        at: [
          'https://api.datadoghq.com',
          'https://api.datadoghq.eu',
          'https://api.us3.datadoghq.com',
          'https://api.us5.datadoghq.com',
          'https://api.ap1.datadoghq.com',
        ],
        path: '/api/v2/validate_keys',
        send: ({ application = '', api = '' }) => ({ 'dd-application-key': application, 'dd-api-key': api }),
        live: ({ body }) => member(body, 'status') === 'ok',
        parts: { application: /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/, api: { rule: 'datadog-api-key' } },
        dead: [401, 403],
        restricted: [],
      }),
      detect: [
        keyBesideName({
          rule: 'datadog-application-key',
          partners: [{ rule: 'datadog-api-key' }],
          about: 'Datadog application key',
          names: ['datadog', 'dd api', 'dd app', 'dd application'],
          key: /[a-f0-9]{40}/,
        }),
        keyBesideName({
          rule: 'datadog-client-token',
          about: 'Datadog client token',
          names: ['datadog', 'dd client', 'dd rum', 'dd token'],
          key: /pub[a-f0-9]{32}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: [
          'https://api.datadoghq.com',
          'https://api.datadoghq.eu',
          'https://api.us3.datadoghq.com',
          'https://api.us5.datadoghq.com',
          'https://api.ap1.datadoghq.com',
        ],
        path: '/api/v1/validate',
        send: header('dd-api-key'),
        live: ({ body }) => member(body, 'valid') === true,
        dead: [401, 403],
        restricted: [],
      }),
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
