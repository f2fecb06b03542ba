/** Elastic Cloud: API keys begin with `essu_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'elastic-cloud',
  name: 'Elastic Cloud',
  docs: 'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'elastic-cloud-api-key',
          about: 'Elastic Cloud API key',
          key: /essu_[A-Za-z0-9_=-]{60,200}/,
        }),
      ],
    },
  },
})
