/** TimezoneAPI: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'timezoneapi',
  name: 'TimezoneAPI',
  docs: 'https://timezoneapi.io',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'timezoneapi-api-token',
          about: 'TimezoneAPI API token',
          names: ['timezone api'],
          key: /[A-Za-z]{20}/,
        }),
      ],
    },
  },
})
