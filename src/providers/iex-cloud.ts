/** IEX Cloud: secret tokens, known by the name beside them; API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'iex-cloud',
  name: 'IEX Cloud',
  docs: 'https://iexcloud.io/docs/',
  keys: {
    'secret-token': {
      label: 'secret token',
      about: 'secret token',
      detect: [
        keyBesideName({
          rule: 'iex-cloud-secret-token',
          about: 'IEX Cloud secret token',
          names: ['iexcloud', 'iex cloud', 'iexapis', 'iex'],
          key: /(?:sk|pk)_[a-f0-9]{32}/,
        }),
      ],
    },
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'iex-cloud-api-token',
          about: 'IEX Cloud API token',
          names: ['iexcloud'],
          key: /[a-z0-9_]{35}/,
        }),
      ],
    },
  },
})
